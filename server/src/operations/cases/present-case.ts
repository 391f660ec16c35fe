import type { AuditProblem } from '../../audit/audit-problem.ts'
import type { ShownProblem } from '../context/damaged-versions.ts'
import type { CaseDocument, CaseSummary, HistoryEntry, Refusal } from '../../documents/documents.ts'

/** What is told beside a case that was read. */
export interface ToldOfCase {
  /** Why it cannot be stepped at present. */
  readonly problem?: ShownProblem
  /** Everything in it that is not as it was written; nothing is when it is whole. */
  readonly damage?: readonly AuditProblem[]
}

/** A case as the world sees it: without keys, marks and the store's own revision. Pure. */
export function presentCase(document: CaseDocument, told: ToldOfCase = {}) {
  return {
    ...presentCaseSummary(document),
    ...told,
    value: document.snapshot.value,
    facts: document.snapshot.facts,
    timers: document.snapshot.timers,
    history: document.history.map(presentEntry),
    refusals: document.refusals.map(presentRefusal),
    outbox: document.outbox,
  }
}

/** What a list of cases shows. Pure. */
export function presentCaseSummary(document: CaseSummary) {
  return {
    id: document.id,
    revision: document.steps,
    ruleset: document.ruleset,
    version: document.version,
    bundle: document.bundle,
    pathway: document.pathway,
    county: document.county === '' ? null : document.county,
    patient: document.patient,
    fromUnit: document.fromUnit,
    toUnit: document.toUnit,
    state: document.state,
    status: document.status,
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
  }
}
export type PresentedCaseSummary = ReturnType<typeof presentCaseSummary>

function presentEntry(entry: HistoryEntry) {
  const { request: _request, payload: _payload, salt: _salt, factsHash: _facts, ...shown } = entry
  return shown
}

function presentRefusal(refusal: Refusal) {
  const { at, actor, event, code, message, revision, needs, decisions } = refusal
  return { at, actor, event, code, message, revision, needs, decisions }
}
