import {
  actingUnit,
  type Bundle,
  type CaseSnapshot,
  type Party,
  stateAt,
  statePath,
  subjectOf,
  waitingParties,
} from '@jieli/engine'
import type { BoundDraft } from './draft-of-case.ts'
import type { CaseDocument } from '../../documents/case-document.ts'

/** The fields a case of the community is listed by. */
export type ProcedureFields = Pick<CaseDocument, 'procedure' | 'procedureAt'>

/** What a list tells of a case of the community, in the words of its version; nothing for a patient's. Pure. */
export function procedureFields(
  bundle: Bundle,
  snapshot: CaseSnapshot,
  changedAt: string,
  draft?: BoundDraft,
): ProcedureFields {
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === snapshot.pathway)
  if (pathway === undefined || subjectOf(pathway) !== 'community') return {}
  const path = statePath(snapshot.value)
  const unitOf = ({ unitFact }: Party) => actingUnit(snapshot, unitFact)
  const waited = new Set(waitingParties(bundle, snapshot, snapshot.at))
  return {
    procedure: {
      title: pathway.title,
      state: stateAt(pathway, path.split('.'))?.meta.title ?? { zh: path, en: path },
      ...(draft && { draft }),
      units: [...new Set(pathway.parties.flatMap((party) => unitOf(party) ?? []))],
      waitsFor: pathway.parties.flatMap((party) => {
        const unit = unitOf(party)
        return unit === undefined || !waited.has(party.id) ? [] : [{ title: party.title, unit }]
      }),
    },
    procedureAt: changedAt,
  }
}
