import type {
  CaseDocument,
  CaseErasure,
  HistoryEntry,
  Refusal,
} from '../../documents/case-document.ts'
import { searchFields } from '../cases/case-history.ts'

/**
 * A case with everything gone that may tell of its person, and the salts it was hidden under: its steps, their moments and
 * their seals stay, and the chain holds. Pure.
 */
export function withoutPerson(document: CaseDocument, erased?: CaseErasure): CaseDocument {
  const { requestHash: _hash, requestKey: _key, versionChoice: _unit, ...rest } = document
  const { archivedPatient: _patient, ...kept } = rest
  const snapshot = { ...document.snapshot, facts: {} }
  return {
    ...kept,
    ...searchFields(snapshot),
    revision: document.revision + 1,
    createKey: null,
    ...(erased && { erased }),
    snapshot,
    history: document.history.map(bareStep),
    refusals: document.refusals.map(bareRefusal),
    outbox: [],
  }
}

function bareStep(entry: HistoryEntry): HistoryEntry {
  const { salt: _salt, reason: _reason, request: _request, ...rest } = entry
  const { corrected: _corrected, attachmentNames: _names, ...step } = rest
  return { ...step, facts: {}, changes: {}, decisions: [], actions: [] }
}

function bareRefusal(refusal: Refusal): Refusal {
  const { salt: _salt, request: _request, closed: _closed, ...rest } = refusal
  const message = { zh: '', en: '' }
  // Of an issue nothing is left, not even its code: the refusal says that itself.
  return { ...rest, message, issue: {} as Refusal['issue'], needs: [], decisions: [] }
}
