import type {
  Case,
  CaseSummary,
  HistoryEntry as ShownEntry,
  Refusal as ShownRefusal,
} from '../../contracts/case.ts'
import type {
  CaseDocument,
  CaseSummary as StoredSummary,
  HistoryEntry,
  Refusal,
} from '../../documents/case-document.ts'
import { noDutyTime } from './duty-fields.ts'

/** What was found of a case as it was read. */
export type CaseFindings = Pick<Case, 'problem' | 'damage'>

/** A case as the world sees it: without keys, marks and the store's own revision. Pure. */
export function presentCase(document: CaseDocument, findings: CaseFindings = {}): Case {
  return {
    ...presentCaseSummary(document),
    ...findings,
    value: document.snapshot.value,
    facts: document.snapshot.facts,
    timers: document.snapshot.timers,
    untimed: document.snapshot.untimed ?? [],
    duties: document.snapshot.duties ?? [],
    history: document.history.map(presentEntry),
    refusals: document.refusals.map(presentRefusal),
    outbox: document.outbox,
  }
}

/** What a list of cases shows. Pure. */
export function presentCaseSummary(document: StoredSummary): CaseSummary {
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
    dutyAt: document.dutyAt === noDutyTime ? null : (document.dutyAt ?? null),
  }
}

function presentEntry(entry: HistoryEntry): ShownEntry {
  const { request: _request, payload: _payload, salt: _salt, factsHash: _facts, ...rest } = entry
  const { draft, ...shown } = rest
  return draft === undefined
    ? shown
    : { ...shown, draft: { revision: draft.revision, content: draft.content } }
}

function presentRefusal(refusal: Refusal): ShownRefusal {
  const { at, actor, event, code, message, revision, needs, decisions } = refusal
  return { at, actor, event, code, message, revision, needs, decisions }
}
