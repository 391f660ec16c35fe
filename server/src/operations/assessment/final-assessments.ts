import type { ScheduleInput } from '@jieli/engine/scheduled-duties'
import type { RunContent } from '../../documents/assessment-documents.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findRuns } from './find-runs.ts'
import { contentOf } from './run-content.ts'

type AssessedPeriod = NonNullable<ReturnType<ScheduleInput['assessed']>>

/** What the final assessments of some periods say of a unit; `undefined` where a period has none. */
export async function finalAssessments(
  context: OperationContext,
  asked: {
    readonly ruleset: string
    readonly periods: Iterable<string>
    readonly knownAt: string
  },
): Promise<ScheduleInput['assessed']> {
  const found = new Map<string, AssessedPeriod>()
  for (const period of new Set(asked.periods)) {
    const runs = (await findRuns(context, asked.ruleset, period)).filter(
      ({ status, history }) =>
        status === 'final' &&
        history.some(
          ({ action, at }) => action === 'finalise' && Date.parse(at) <= Date.parse(asked.knownAt),
        ),
    )
    // The newest first: where several schemes assessed a period, the one made later says what both say.
    for (const run of runs.toReversed()) add(found, period, await contentOf(context, run))
  }
  return (period, unit) => found.get(keyOf(period, unit))
}

function add(found: Map<string, AssessedPeriod>, period: string, content: RunContent): void {
  const { input, result } = content
  const cards = new Map(result.cards.map((card) => [card.unit?.id ?? null, card]))
  cards.set(null, result.community)
  for (const [unit, figures] of [
    ...input.units.map((assessed) => [assessed.unit.id, assessed.figures] as const),
    [null, input.community.figures] as const,
  ]) {
    const key = keyOf(period, unit)
    const before = found.get(key)
    const verdicts = (cards.get(unit)?.indicators ?? []).flatMap(({ indicator, verdict }) =>
      verdict === 'met' || verdict === 'notMet' ? [[indicator, verdict === 'met'] as const] : [],
    )
    found.set(key, {
      figures: {
        ...before?.figures,
        ...Object.fromEntries(Object.entries(figures).map(([id, { value }]) => [id, value])),
      },
      met: { ...before?.met, ...Object.fromEntries(verdicts) },
    })
  }
}

function keyOf(period: string, unit: string | null): string {
  return JSON.stringify([period, unit])
}
