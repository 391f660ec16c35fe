import { type Bundle, type Facts, statePath, type StepResult } from '@jieli/engine'
import type { Sealer } from '../../audit/sealer.ts'
import { attachmentFields } from './attachments/attachments-of-step.ts'
import { outboxOf } from './case-check.ts'
import { changedFacts, freed, searchFields, withoutDuties } from './case-history.ts'
import { sealRefusal, sealStep, type UnsealedEntry, type UnsealedRefusal } from './case-seal.ts'
import type {
  CaseDocument,
  DraftOfStep,
  NamedAttachment,
  PaperOfStep,
} from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import { nameFacts, presentDecision } from '../decisions/present-decision.ts'
import { type DutyFields } from './duty-fields.ts'
import { draftOf } from './draft-of-case.ts'
import { nextDue } from './next-due.ts'
import { restingFields, standingOf } from './resting-fields.ts'

/** What is written down about a step beside what the engine says. */
export interface StepRecord {
  readonly event: string
  readonly actor: RecordedActor
  readonly facts: Facts
  readonly reason?: string
  /** When it happened. */
  readonly at: string
  /** When the server writes it down. */
  readonly recordedAt: string
  readonly request?: RequestMark
  /** Of a procedure about a draft: what the step speaks of. A step that says nothing speaks of what the last one did. */
  readonly draft?: DraftOfStep
  /** Of a step that was taken on paper. */
  readonly paper?: PaperOfStep
  /** Documents that are filed with the step. */
  readonly attachments?: readonly NamedAttachment[]
}

/** What a step is judged by and sealed with. */
export interface StepMaker {
  readonly bundle: Bundle
  readonly sealer: Sealer
}

type Taken = Extract<StepResult, { taken: true }>
type Refused = Extract<StepResult, { taken: false }>

/** A case of more steps than this is being driven by a program gone wrong. */
export const maxHistory = 1000

/** The name a case's first history entry carries. */
export const startEvent = 'start'

/** A new case at its first step, ready to be inserted. */
export function createCase(
  id: string,
  maker: StepMaker,
  result: Taken,
  record: StepRecord,
): CaseDocument {
  const { bundle } = maker
  const { manifest } = bundle.ruleset
  return withStep(
    {
      id,
      revision: 0,
      ruleset: manifest.id,
      version: manifest.version,
      bundle: bundle.hash,
      pathway: result.snapshot.pathway,
      county: manifest.county ?? '',
      createdAt: record.recordedAt,
      createKey: null,
      history: [],
      refusals: [],
      outbox: [],
    },
    maker,
    result,
    record,
  )
}

/** The case one step on: new snapshot, sealed history, timers and outbox in one document. */
export function applyStep(
  document: CaseDocument,
  maker: StepMaker,
  result: Taken,
  record: StepRecord,
): CaseDocument {
  return withStep(document, maker, result, record)
}

/** The case with a refused event kept, sealed as a step is; nothing else of it changes. */
export function applyRefusal(
  document: CaseDocument,
  { bundle, sealer }: StepMaker,
  result: Refused,
  record: StepRecord,
): CaseDocument {
  const refusal: UnsealedRefusal = {
    at: record.at,
    actor: record.actor,
    event: record.event,
    code: result.issue.code,
    message: result.issue.message,
    issue: result.issue,
    revision: document.history.length,
    needs: nameFacts(bundle.ruleset, result.needs),
    decisions: result.decisions.map((decision) => presentDecision(bundle, decision)),
    // Only a request that can be known again is answered again, with everything it was answered with.
    ...(record.request && {
      request: record.request,
      traces: `${document.id}:${document.revision + 1}`,
    }),
  }
  return {
    ...document,
    revision: document.revision + 1,
    refusedAt: record.recordedAt,
    refusals: [...document.refusals, sealRefusal(document.id, refusal, sealer)].slice(
      -refusalsKept,
    ),
  }
}

/** The case without a timer that was due but led nowhere: what a closed `after` transition comes to. Pure. */
export function withoutTimer(document: CaseDocument, timer: string): CaseDocument {
  const timers = document.snapshot.timers.filter((each) => each.id !== timer)
  return {
    ...freed(document),
    snapshot: { ...document.snapshot, timers },
    nextTimerAt: nextDue(timers),
  }
}

/** A case keeps its latest refusals; the audit log keeps all. */
export const refusalsKept = 100

type Stem = Pick<
  CaseDocument,
  | 'id'
  | 'revision'
  | 'ruleset'
  | 'version'
  | 'bundle'
  | 'pathway'
  | 'county'
  | 'createdAt'
  | 'createKey'
  | 'history'
  | 'refusals'
  | 'outbox'
> &
  Partial<Pick<CaseDocument, 'snapshot' | 'stuckTimer' | 'stuckTimerAt'>> &
  DutyFields

function withStep(
  stem: Stem,
  { bundle, sealer }: StepMaker,
  result: Taken,
  record: StepRecord,
): CaseDocument {
  const { snapshot } = result
  const seq = stem.history.length + 1
  const before = draftOf(stem.history)
  const draft = record.draft ?? (before && { ...before, person: null })
  const entry: UnsealedEntry = {
    seq,
    at: record.at,
    recordedAt: record.recordedAt,
    actor: record.actor,
    event: record.event,
    ...(record.reason !== undefined && { reason: record.reason }),
    facts: record.facts,
    changes: changedFacts(stem.snapshot?.facts ?? {}, snapshot.facts),
    from: stem.snapshot === undefined ? null : statePath(stem.snapshot.value),
    ...standingOf(snapshot),
    ...(result.duties.length > 0 && { dutyChanges: result.duties }),
    transitions: result.transitions,
    decisions: result.decisions.map((decision) => presentDecision(bundle, decision)),
    actions: result.actions,
    previous: stem.history.at(-1)?.hash ?? null,
    ...(record.request && { request: record.request }),
    ...(draft && { draft }),
    ...(record.paper && { paper: record.paper }),
    ...attachmentFields(record.attachments),
  }
  const history = [...stem.history, sealStep(stem.id, entry, snapshot.facts, sealer)]
  return {
    // No step is taken past a stuck timer.
    ...withoutDuties(freed(stem)),
    revision: stem.revision + 1,
    ...searchFields(snapshot),
    ...restingFields(bundle, snapshot, history),
    outbox: [...stem.outbox, ...outboxOf(stem.id, entry)],
  }
}
