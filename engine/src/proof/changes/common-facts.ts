import type { FactTest } from '../../model/condition.ts'
import type { Fact } from '../../model/fact.ts'
import { jsonEqual } from '../../model/json.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { Value } from '../../model/value.ts'
import { valueTypeModules } from '../../model/value-types/value-types.ts'

/** What a case can be like that two rulesets both take. */
export interface CommonFacts {
  /** The facts of both by id, each as narrow as both allow. */
  readonly facts: ReadonlyMap<string, Fact>
  /** What is so of a fact in such a case, where the two do not allow the same. */
  readonly within: ReadonlyMap<string, readonly FactTest[]>
  /** Facts that mean something else in each, or of which that cannot be said. */
  readonly unlike: ReadonlySet<string>
}

/** What a case can be like that both rulesets take. Pure. */
export function commonFacts(before: Ruleset, after: Ruleset): CommonFacts {
  const facts = new Map<string, Fact>(indexRuleset(before).facts)
  const within = new Map<string, readonly FactTest[]>()
  const unlike = new Set<string>()
  for (const fact of indexRuleset(after).facts.values()) {
    const other = facts.get(fact.id)
    if (other === undefined) {
      facts.set(fact.id, fact)
      continue
    }
    const common = narrowed(fact, other)
    const tests = [fact, other].flatMap((side) => testsOf(common, side))
    if (
      other.type !== fact.type ||
      other.unit !== fact.unit ||
      tests.includes(undefined) ||
      isOrderedOtherwise(fact, other)
    )
      unlike.add(fact.id)
    facts.set(fact.id, common)
    const said = tests.filter((test) => test !== undefined)
    if (said.length > 0)
      within.set(
        fact.id,
        said.filter((test, at) => said.findIndex((one) => jsonEqual(one, test)) === at),
      )
  }
  return { facts, within, unlike }
}

/** True where the codes that both list are not in one order, and the order counts. */
function isOrderedOtherwise(fact: Fact, other: Fact): boolean {
  if (valueTypeModules[fact.type].ordersCodes !== true) return false
  const shared = ({ values = [] }: Fact, { values: known = [] }: Fact) =>
    values.flatMap(({ code }) => (known.some((one) => one.code === code) ? [code] : []))
  return !jsonEqual(shared(fact, other), shared(other, fact))
}

function narrowed(fact: Fact, other: Fact): Fact {
  const codes = other.values && new Set(other.values.map(({ code }) => code))
  const values = fact.values?.filter(({ code }) => codes?.has(code) ?? true) ?? other.values
  const bounds = (one?: number, two?: number) => [one, two].filter((bound) => bound !== undefined)
  const least = bounds(fact.minimum, other.minimum)
  const most = bounds(fact.maximum, other.maximum)
  return {
    ...fact,
    ...(values === undefined ? {} : { values }),
    ...(least.length === 0 ? {} : { minimum: Math.max(...least) }),
    ...(most.length === 0 ? {} : { maximum: Math.min(...most) }),
  }
}

/** What is so of what both allow and not of all that one does; `undefined` where no test says it. */
function testsOf(common: Fact, side: Fact): readonly (FactTest | undefined)[] {
  const tests: (FactTest | undefined)[] = []
  const bound = (operator: FactTest['operator'], value: number) => {
    const written = [value, String(value), { numerator: value, denominator: 1 }] as Value[]
    const fitting = written.find((one) => valueTypeModules[common.type].fits(one))
    tests.push(fitting === undefined ? undefined : { fact: common.id, operator, value: fitting })
  }
  if (common.minimum !== undefined && common.minimum !== side.minimum)
    bound('greaterThanInclusive', common.minimum)
  if (common.maximum !== undefined && common.maximum !== side.maximum)
    bound('lessThanInclusive', common.maximum)
  if (common.values === undefined) return tests
  const codes = common.values.map(({ code }) => code)
  const others = side.values?.flatMap(({ code }) => (codes.includes(code) ? [] : [code]))
  if (others?.length === 0) return tests
  const { operators } = valueTypeModules[common.type]
  if (operators.includes('in')) tests.push({ fact: common.id, operator: 'in', value: codes })
  else if (others === undefined) tests.push(undefined)
  else tests.push({ fact: common.id, operator: 'containsNone', value: others })
  return tests
}
