import { type AssessmentResult, type Bundle, type Period, periodOf } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { dayAt, storedTime } from '../../ports/time.ts'
import type { RunAlert, RunContent, RunDocument } from '../../documents/assessment-documents.ts'
import { assessedRuleset } from './assessed-ruleset.ts'
import { computeRun } from './compute-run.ts'
import { gatherInput } from './gather-input.ts'
import { everythingKnownAt } from './known-tables.ts'
import { storeChunk, storeChunks } from './row-chunks.ts'
import { knownUnits } from '../context/known-units.ts'
import type { DocumentWrite } from '../../documents/document-store.ts'

/** What is to be assessed. */
export interface RunRequest {
  readonly ruleset: string
  readonly period: string
  /** Without one, the ruleset's only scheme for the period's length, or every indicator without scores. */
  readonly scheme?: string | undefined
  /** Assess by what was known at this moment; now when absent. */
  readonly knownAt?: string | undefined
}

/**
 * Assesses a period and keeps the run: everything it was computed from, everything it came to. Nothing else changes.
 * @throws ServerError PERIOD_UNKNOWN, SCHEME_UNKNOWN, UNITS_MISSING, KNOWN_LATER, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function startRun(
  context: OperationContext,
  caller: Caller,
  request: RunRequest,
): Promise<RunDocument> {
  const period = readPeriod(request.period)
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset: request.ruleset,
    permission: 'assessment.write',
    day: period.end,
  })
  const latest = await everythingKnownAt(context, request.ruleset)
  const knownAt = request.knownAt === undefined ? latest : storedTime(request.knownAt)
  if (knownAt > latest) throw new ServerError('KNOWN_LATER', { at: knownAt })
  const scheme = schemeOf(bundle, period, request.scheme)
  if ((await knownUnits(context, request.ruleset)).units.length === 0)
    throw new ServerError('UNITS_MISSING', { ruleset: request.ruleset })
  const document = await makeRun(context, { publication, bundle, period, scheme, knownAt, caller })
  await storeRun(context, caller, { document, county: publication.manifest.county })
  return document
}

/** @throws ServerError PERIOD_UNKNOWN */
export function readPeriod(text: string): Period {
  const period = periodOf(text)
  if (period === undefined) throw new ServerError('PERIOD_UNKNOWN', { period: text })
  return period
}

/** The scheme asked for, or the only one for periods of this length; nothing where there is none. @throws ServerError SCHEME_UNKNOWN */
export function schemeOf(bundle: Bundle, period: Period, input: string | undefined): string | null {
  const { assessmentSchemes } = bundle.ruleset
  if (input !== undefined) {
    if (assessmentSchemes.some(({ id }) => id === input)) return input
    throw new ServerError('SCHEME_UNKNOWN', { id: input })
  }
  const fitting = assessmentSchemes.filter((scheme) => scheme.period === period.type)
  return fitting.length === 1 ? (fitting[0]?.id ?? null) : null
}

/** Computes a run and stores what it holds; the run itself is not stored yet, so that nobody sees it. */
export async function makeRun(
  context: OperationContext,
  made: {
    readonly publication: PublicationDocument
    readonly bundle: Bundle
    readonly period: Period
    readonly scheme: string | null
    readonly knownAt: string
    readonly caller: Caller
    readonly corrects?: { readonly run: string; readonly reason: string }
  },
): Promise<RunDocument> {
  const { publication, bundle, period, scheme, knownAt, caller, corrects } = made
  const { ruleset, version, manifest } = publication
  const gathered = await gatherInput(context, { ruleset, bundle, period, scheme, knownAt })
  const computed = computeRun(bundle, { period, scheme, ...gathered })
  const content = await storeChunk(context, 'runChunks', [computed.content satisfies RunContent])
  const cases = await storeChunks(context, 'runChunks', gathered.cases)
  const { result } = computed.content
  const by = recordedActor(caller)
  const at = context.clock.now()
  return {
    id: context.newId(),
    revision: 1,
    ruleset,
    title: manifest.title,
    version,
    bundle: bundle.hash,
    period: period.text,
    scheme,
    status: 'provisional',
    knownAt,
    open: dayAt(knownAt) <= period.end,
    inputHash: computed.inputHash,
    resultHash: computed.resultHash,
    content,
    grades: Object.fromEntries(
      [...result.cards, result.community].map(({ unit, grade }) => [unit?.id ?? '', grade]),
    ),
    alerts: raisedIn(bundle, result),
    cases,
    caseCount: gathered.cases.length,
    undated: gathered.undated,
    objections: [],
    history: [
      corrects === undefined
        ? { at, by, action: 'start' }
        : { at, by, action: 'correct', reason: corrects.reason },
    ],
    corrects: corrects?.run ?? null,
    correctedBy: null,
  }
}

function raisedIn(bundle: Bundle, result: AssessmentResult): readonly RunAlert[] {
  const titles = new Map(
    bundle.ruleset.assessmentSchemes.flatMap(({ alerts }) =>
      (alerts ?? []).map(({ id, title }) => [id, title] as const),
    ),
  )
  return [...result.cards, result.community].flatMap(({ unit, alerts }) =>
    alerts.flatMap(({ alert, raised }) =>
      raised === true
        ? [{ unit: unit?.id ?? null, alert, title: titles.get(alert) ?? { zh: alert, en: alert } }]
        : [],
    ),
  )
}

/** Stores a run, behind the write it depends on where there is one. */
export async function storeRun(
  context: OperationContext,
  caller: Caller,
  stored: {
    readonly document: RunDocument
    readonly county: string | undefined
    readonly first?: DocumentWrite
  },
): Promise<boolean> {
  const { document, county, first } = stored
  const { committed } = await context.commit(
    [...(first === undefined ? [] : [first]), { kind: 'insert', collection: 'runs', document }],
    {
      action: document.corrects === null ? 'run.start' : 'run.correct',
      actor: recordedActor(caller),
      target: document.id,
      county,
      detail: {
        ruleset: document.ruleset,
        period: document.period,
        inputHash: document.inputHash,
        resultHash: document.resultHash,
      },
    },
  )
  return committed
}
