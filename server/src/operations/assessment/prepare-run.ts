import { assess, type Figure, type ScoreCard, type Text } from '@jieli/engine'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dayAt } from '../../ports/time.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { gatherInput } from './gather-input.ts'
import { readPeriod, schemeOf } from './start-run.ts'
import { isInScope } from './unit-scope.ts'
import { areInScope, unitsOfCase } from './units-of-case.ts'
import type { PreparedCard, Preparation } from '../../contracts/assessment.ts'

/**
 * Looks at what a period would be assessed by now, and what is missing. Stores nothing.
 * @throws ServerError PERIOD_UNKNOWN, SCHEME_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function prepareRun(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly ruleset: string
    readonly period: string
    readonly scheme?: string | undefined
  },
): Promise<Preparation> {
  const period = readPeriod(query.period)
  const { ruleset } = query
  const { bundle, units } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.read',
    day: period.end,
  })
  const knownAt = context.clock.now()
  const scheme = schemeOf(bundle, period, query.scheme)
  const { input, cases, undated } = await gatherInput(context, {
    ruleset,
    bundle,
    period,
    scheme,
    knownAt,
  })
  const assesses = bundle.ruleset.assessmentSchemes.find(({ id }) => id === scheme)?.assesses
  const { cards, community } = assess(bundle, input, scheme ?? undefined)
  return {
    period: period.text,
    scheme,
    open: dayAt(knownAt) <= period.end,
    caseCount: cases.filter((record) =>
      areInScope(units, unitsOfCase(bundle.ruleset.measures, period, record) ?? []),
    ).length,
    undated,
    cards: [...cards, community]
      .filter(({ unit, indicators }) => indicators.length > 0 && isInScope(units, unit?.id))
      .map((card) => ({ ...prepared(card), scored: assesses === kindOf(card) })),
  }
}

/** Who a card is of, in a scheme's words. */
function kindOf({ unit }: ScoreCard): 'units' | 'community' {
  return unit === null ? 'community' : 'units'
}

function prepared(card: ScoreCard): Omit<PreparedCard, 'scored'> {
  const missing = new Set<string>()
  const figures: Record<string, Figure | null> = {}
  const unjudged: { indicator: string; because: Text }[] = []
  for (const { indicator, because, needs, figures: read } of card.indicators) {
    Object.assign(figures, read)
    for (const need of needs) missing.add(need)
    if (because !== undefined && needs.length === 0) unjudged.push({ indicator, because })
  }
  return {
    unit: card.unit?.id ?? null,
    figures,
    needs: [...missing],
    unjudged,
  }
}
