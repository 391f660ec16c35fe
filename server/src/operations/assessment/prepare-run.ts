import { assess, type Figure, type ScoreCard, type Text } from '@jieli/engine'
import type { Caller } from '../context/caller.ts'
import type { LiveContext } from './live-context.ts'
import { dayAt } from '../../ports/time.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { gatherFigures, periodsBeside } from './gather-figures.ts'
import { everythingKnownAt } from './known-tables.ts'
import { liveFigures } from './live-figures.ts'
import { readPeriod, schemeOf } from './start-run.ts'
import { isInScope } from './unit-scope.ts'
import type { PreparedCard, Preparation } from '../../contracts/assessment.ts'

/**
 * Looks at what a period would be assessed by now, and what is missing: by the counts that are kept, which say what
 * counting every case would. Stores nothing.
 * @throws ServerError PERIOD_UNKNOWN, SCHEME_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function prepareRun(
  context: LiveContext,
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
  const knownAt = await everythingKnownAt(context, ruleset)
  const scheme = schemeOf(bundle, period, query.scheme)
  const periods = periodsBeside(bundle, period)
  const counted = await liveFigures(context, { ruleset, bundle, period, periods, scope: units })
  const question = { ruleset, bundle, period, scheme, knownAt }
  const input = await gatherFigures(context, question, counted.sums)
  const assesses = bundle.ruleset.assessmentSchemes.find(({ id }) => id === scheme)?.assesses
  const { cards, community } = assess(bundle, input, scheme ?? undefined)
  return {
    period: period.text,
    scheme,
    open: dayAt(context.clock.now()) <= period.end,
    caseCount: counted.caseCount,
    undated: counted.undated,
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
