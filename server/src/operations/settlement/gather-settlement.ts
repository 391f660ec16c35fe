import {
  factsReadBy,
  type AssessmentScheme,
  type Bundle,
  type Facts,
  type Figures,
  type LedgerEvent,
  type Period,
  periodOf,
  type Posting,
  type SettlementInput,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { RunDocument } from '../../documents/assessment-documents.ts'
import { findRuns } from '../assessment/find-runs.ts'
import { gatherInput } from '../assessment/gather-input.ts'
import { contentOf } from '../assessment/run-content.ts'
import { readChunks } from '../assessment/row-chunks.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findSettlements } from './find-settlements.ts'
import { moneyEvents } from './money-events.ts'

/** Everything a settlement is computed from, and which final runs it rests on. */
export interface GatheredSettlement {
  readonly input: SettlementInput
  readonly runs: readonly string[]
  readonly assessmentFinal: boolean
  readonly scores: string | null
}

/** The fact that says whether the period's assessment is final: said by its runs, whatever a table says. */
const finalFact = 'fund.assessmentFinal'
const scoreFact = 'unit.score'
const gradeFact = 'unit.grade'

/** What a unit's final assessment says of it. */
type Assessed = Pick<SettlementInput['units'][number], 'score' | 'grade'>

/**
 * Gathers what a period's money is computed from: figures and events as known at a moment, the scores of the final
 * run, and what earlier settlements posted for the same events.
 * @throws ServerError SCHEME_UNKNOWN, SCHEME_NEEDED
 */
export async function gatherSettlement(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly bundle: Bundle
    readonly period: Period
    readonly scheme?: string | undefined
    readonly knownAt: string
  },
): Promise<GatheredSettlement> {
  const { ruleset, bundle, period, knownAt } = query
  const finals = await finalRuns(context, ruleset, period)
  const assessmentFinal = isAssessmentFinal(bundle, period, finals)
  const scored = await scoredRun(context, { bundle, finals, scheme: query.scheme })
  const { input } = await gatherInput(context, { ruleset, bundle, period, scheme: null, knownAt })
  const events = await moneyEvents(context, { ruleset, bundle, period, knownAt })
  const declared = bundle.ruleset.facts.some(({ id }) => id === finalFact)
  return {
    input: {
      period: period.text,
      asOf: period.end,
      facts: {
        ...valuesOf(input.community.figures),
        ...(declared ? { [finalFact]: assessmentFinal } : {}),
      },
      units: input.units.map(({ unit, figures }) => {
        return { unit, facts: valuesOf(figures), ...scored?.scores.get(unit.id) }
      }),
      events,
      earlier: await earlierPostings(context, { ruleset, period, events }),
    },
    runs: finals.map(({ id }) => id).toSorted(),
    assessmentFinal,
    scores: scored?.run ?? null,
  }
}

/** The final runs of a period. */
export async function finalRuns(
  context: OperationContext,
  ruleset: string,
  period: Period,
): Promise<readonly RunDocument[]> {
  const runs = await findRuns(context, ruleset, period.text)
  return runs.filter(({ status }) => status === 'final')
}

/** Every scheme for periods of this length has its final run; where there is none, some run is final. Pure. */
function isAssessmentFinal(
  bundle: Bundle,
  period: Period,
  finals: readonly RunDocument[],
): boolean {
  const schemes = bundle.ruleset.assessmentSchemes.filter((each) => each.period === period.type)
  return finals.length > 0 && schemes.every(({ id }) => finals.some(({ scheme }) => scheme === id))
}

/** The run whose scores the units have: that of the scheme asked for, or the only final one that scores units. */
async function scoredRun(
  context: OperationContext,
  of: {
    readonly bundle: Bundle
    readonly finals: readonly RunDocument[]
    readonly scheme: string | undefined
  },
): Promise<{ run: string; scores: ReadonlyMap<string, Assessed> } | undefined> {
  const { bundle, finals, scheme } = of
  const { assessmentSchemes, funds, incentives } = bundle.ruleset
  if (scheme !== undefined && !assessmentSchemes.some(({ id }) => id === scheme))
    throw new ServerError('SCHEME_UNKNOWN', { id: scheme })
  const scoring = new Set(
    assessmentSchemes.filter(({ assesses }) => assesses === 'units').map(({ id }) => id),
  )
  const fitting = finals.filter((run) =>
    scheme === undefined ? run.scheme !== null && scoring.has(run.scheme) : run.scheme === scheme,
  )
  const [run] = fitting
  if (run === undefined) return undefined
  if (fitting.length > 1) {
    const read = factsReadBy(bundle.ruleset, { funds, incentives })
    if (!read.has(scoreFact) && !read.has(gradeFact)) return undefined
    throw new ServerError('SCHEME_NEEDED', { schemes: titlesOf(assessmentSchemes, fitting) })
  }
  const { result } = await contentOf(context, run)
  // A county that pays by no grade keeps none with its settlement.
  const readsGrade = factsReadBy(bundle.ruleset, { funds, incentives }).has(gradeFact)
  const scores = result.cards.flatMap(({ unit, scoreShown, grade }) =>
    unit === null
      ? []
      : [
          [
            unit.id,
            {
              ...(scoreShown === null ? {} : { score: scoreShown }),
              ...(grade === null || !readsGrade ? {} : { grade }),
            },
          ] as const,
        ],
  )
  return { run: run.id, scores: new Map(scores) }
}

function titlesOf(
  schemes: readonly AssessmentScheme[],
  runs: readonly RunDocument[],
): { readonly zh: string; readonly en: string } {
  const named = schemes.filter(({ id }) => runs.some(({ scheme }) => scheme === id))
  return {
    zh: named.map(({ id, title }) => `${title.zh}（${id}）`).join('、'),
    en: named.map(({ id, title }) => `${title.en} (${id})`).join(', '),
  }
}

function valuesOf(figures: Figures): Facts {
  return Object.fromEntries(Object.entries(figures).map(([fact, { value }]) => [fact, value]))
}

/** What settlements of earlier periods posted for an event that is here again, or is taken back here. */
async function earlierPostings(
  context: OperationContext,
  of: {
    readonly ruleset: string
    readonly period: Period
    readonly events: readonly LedgerEvent[]
  },
): Promise<readonly Posting[]> {
  const named = new Set(
    of.events.flatMap(({ id, cancels }) => (cancels === undefined ? [id] : [id, cancels])),
  )
  if (named.size === 0) return []
  const found: Posting[] = []
  for (const settlement of await findSettlements(context, of.ruleset)) {
    const period = periodOf(settlement.period)
    if (settlement.status === 'superseded' || (period?.end ?? '') >= of.period.start) continue
    for (const id of settlement.postings)
      for (const posting of await readChunks<Posting>(context, 'settlementChunks', [id]))
        if (named.has(posting.event)) found.push(posting)
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
