import { type Facts, parseFacts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Issue } from '../model/issue.ts'
import type { ScenarioUnit } from '../model/money-scenario.ts'
import type { LedgerEvent } from '../money/ledger.ts'
import type { Explained, PartResult } from '../money/money-result.ts'
import type { MoneyUnit } from '../money/money-unit.ts'
import type { Finding } from './finding.ts'
import type { ScenarioOf } from './scenario-kind.ts'
import { wrongFacts } from './with-facts.ts'

/** What a scenario about money is run on. */
interface Given {
  readonly facts: Facts
  readonly units: readonly MoneyUnit[] | undefined
  readonly events: readonly LedgerEvent[]
}

interface Written {
  readonly facts?: unknown
  readonly units?: readonly ScenarioUnit[] | undefined
  readonly events?: ScenarioOf<'ledger'>['events']
}

/** Goes on with the facts of a scenario, of its units and of its events, or gives what is wrong with them. */
export function withMoneyFacts(
  { ruleset }: Bundle,
  { facts, units, events = [] }: Written,
  run: (given: Given) => readonly Finding[],
): readonly Finding[] {
  const issues: Issue[] = []
  const parse = (input: unknown) => {
    const parsed = parseFacts(ruleset, input ?? {})
    issues.push(...parsed.issues)
    return parsed.facts
  }
  const unitOf = ({ facts: own, score, grade, ...unit }: ScenarioUnit): MoneyUnit => ({
    unit: { ...defined(unit), id: unit.id, title: unit.title ?? unit.id },
    facts: parse(own),
    ...(score === undefined ? {} : { score }),
    ...(grade === undefined ? {} : { grade }),
  })
  const given = {
    facts: parse(facts),
    units: units?.map(unitOf),
    events: events.map(({ facts: own, ...event }) => ({
      ...(defined(event) as typeof event & { case: string; cancels: string }),
      facts: parse(own),
    })),
  }
  return issues.length > 0 ? wrongFacts(ruleset, issues) : run(given)
}

/** The members that are there. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

/** What kept a result from being whole, as scenarios write it. Pure. */
export function lacking({ needs, missingParameters, issues }: Explained) {
  return { needs, missing: missingParameters, issues: issues.map(({ code }) => code) }
}

/** What each unit gets in all. Pure. */
export function unitAmounts(parts: readonly PartResult[]): Readonly<Record<string, number>> {
  const amounts: Record<string, number> = {}
  for (const { units } of parts)
    for (const { unit, amount } of units ?? []) amounts[unit] = (amounts[unit] ?? 0) + amount
  return amounts
}
