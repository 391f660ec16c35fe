import { assess, type Figure, type ScoreCard } from '@jieli/engine'
import type { Caller } from '../caller.ts'
import type { OperationContext } from '../operation-context.ts'
import { dayAt } from '../time.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { gatherInput } from './gather-input.ts'
import { readPeriod, schemeOf } from './start-run.ts'

/** What is known of a unit for a period, and what its score still needs. */
export interface PreparedCard {
  /** `null` for the community as a whole. */
  readonly unit: string | null
  /** Every fact the assessment reads; `null` where it is missing. */
  readonly figures: Readonly<Record<string, Figure | null>>
  /** Facts and parameters that are missing. */
  readonly needs: readonly string[]
}

/** What a run would rest on if it were computed now. */
export interface Preparation {
  readonly period: string
  readonly scheme: string | null
  readonly open: boolean
  readonly caseCount: number
  readonly undated: Readonly<Record<string, number>>
  readonly cards: readonly PreparedCard[]
}

/**
 * Looks at what a period would be assessed by now, and what is missing. Stores nothing.
 * @throws ServerError PERIOD_UNKNOWN, SCHEME_UNKNOWN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function prepareRun(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly ruleset: string
    readonly period: string
    readonly scheme?: string | undefined
  },
): Promise<Preparation> {
  const period = readPeriod(asked.period)
  const { ruleset } = asked
  const { bundle } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.read',
    day: period.end,
  })
  const knownAt = context.clock.now()
  const scheme = schemeOf(bundle, period, asked.scheme)
  const { input, cases, undated } = await gatherInput(context, {
    ruleset,
    bundle,
    period,
    scheme,
    knownAt,
  })
  const { cards, community } = assess(bundle, input, scheme ?? undefined)
  return {
    period: period.text,
    scheme,
    open: dayAt(knownAt) <= period.end,
    caseCount: cases.length,
    undated,
    cards: [...cards, community].filter(({ indicators }) => indicators.length > 0).map(prepared),
  }
}

function prepared({ unit, indicators, needs }: ScoreCard): PreparedCard {
  const missing = new Set(needs)
  const figures: Record<string, Figure | null> = {}
  for (const indicator of indicators) {
    Object.assign(figures, indicator.figures)
    for (const need of indicator.needs) missing.add(need)
  }
  return { unit: unit?.id ?? null, figures, needs: [...missing] }
}
