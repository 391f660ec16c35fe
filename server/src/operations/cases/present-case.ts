import type {
  Case,
  CaseSummary,
  HistoryEntry as ShownEntry,
  MinimalCase,
  Refusal as ShownRefusal,
} from '../../contracts/case.ts'
import type { CaseCorrection, CorrectionPreview } from '../../contracts/case-correction.ts'
import type {
  CaseDocument,
  CaseSummary as StoredSummary,
  HistoryEntry,
  Refusal,
} from '../../documents/case-document.ts'
import { noDutyTime } from './duty-fields.ts'

/** What was found of a case as it was read. */
export type CaseFindings = Pick<Case, 'problem' | 'damage' | 'translations' | 'versionSuspended'>

/** A case as the world sees it: without keys, marks and the store's own revision. Pure. */
export function presentCase(document: CaseDocument, findings: CaseFindings = {}): Case {
  return {
    ...presentCaseSummary(document),
    ...findings,
    ...(document.versionChoice && { versionChoice: document.versionChoice }),
    value: document.snapshot.value,
    facts: document.snapshot.facts,
    timers: document.snapshot.timers,
    untimed: document.snapshot.untimed ?? [],
    duties: document.snapshot.duties ?? [],
    ...(document.snapshot.successors && { successors: document.snapshot.successors }),
    history: document.history.map(presentEntry),
    refusals: document.refusals.map(presentRefusal),
    outbox: document.outbox,
  }
}

/** What a case has come to, without rendering how. Pure. */
export function presentMinimalCase(
  document: CaseDocument,
  { translations }: Pick<CaseFindings, 'translations'> = {},
): MinimalCase {
  const { id, revision, ruleset, version, ...summary } = presentCaseSummary(document)
  const { state, status, updatedAt, dutyAt } = summary
  const { timers, untimed = [], duties = [] } = document.snapshot
  return {
    id,
    revision,
    ruleset,
    version,
    state,
    status,
    updatedAt,
    dutyAt,
    timers,
    untimed,
    duties,
    ...(translations && { translations }),
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
  const { draft, correction: _correction, corrected: _corrected, ...more } = rest
  const { attachments, attachmentNames, ...shown } = more
  const correction = presentCorrection(entry)
  return {
    ...shown,
    ...(draft && { draft: presentDraft(draft) }),
    ...(correction && { correction }),
    ...(attachments && {
      attachments: attachments.map((each, at) => ({
        ...each,
        name: attachmentNames?.[at] ?? null,
      })),
    }),
  }
}

/** The person stays here. */
function presentDraft({ revision, content, ruleset }: NonNullable<HistoryEntry['draft']>) {
  return { revision, content, ...(ruleset !== undefined && { ruleset }) }
}

/** What a correction changed, and the steps as it made them; what was erased of it is not there. */
function presentCorrection({ correction, corrected }: HistoryEntry): CaseCorrection | undefined {
  if (correction === undefined) return undefined
  const bare = { facts: {}, changes: {}, transitions: [], effects: [] }
  return {
    changes: correction.changes.map((change, index) => ({
      ...change,
      ...(corrected?.changes[index] ?? { facts: {} }),
    })),
    steps: correction.steps.map((step, index) => ({
      ...step,
      ...(corrected?.steps[index] ?? bare),
    })),
    voided: corrected?.voided ?? [],
  }
}

/** What a case would become by a correction that is not made yet. Pure. */
export function presentPreview(next: CaseDocument): CorrectionPreview {
  const { snapshot, state, status, history } = next
  const last = history.at(-1)
  const correction = last && presentCorrection(last)
  return {
    revision: history.length - 1,
    before: last?.from ?? state,
    state,
    status,
    changes: last?.changes ?? {},
    timers: snapshot.timers,
    untimed: snapshot.untimed ?? [],
    duties: snapshot.duties ?? [],
    correction: correction ?? { changes: [], steps: [], voided: [] },
    told: last?.actions ?? [],
  }
}

function presentRefusal(refusal: Refusal): ShownRefusal {
  const { at, actor, event, code, message, revision, needs, decisions } = refusal
  return { at, actor, event, code, message, revision, needs, decisions }
}
