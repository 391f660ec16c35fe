import { confirmProposal } from '../operations/publications/confirm-proposal.ts'
import { dropProposal } from '../operations/publications/drop-proposal.ts'
import { evaluatePilot } from '../operations/publications/evaluate-pilot.ts'
import { listPilotUnits } from '../operations/publications/list-pilot-units.ts'
import { proposeVersionAction } from '../operations/publications/propose-version-action.ts'
import { withdrawVersion } from '../operations/publications/withdraw-version.ts'
import { heavy } from './heavy-operation.ts'

/** What becomes of a published version: a part of the heavy operations. */
export const versionOperations = {
  withdrawVersion: heavy({ lane: 'quick', work: withdrawVersion }),
  proposeVersionAction: heavy({ lane: 'quick', work: proposeVersionAction }),
  confirmProposal: heavy({ lane: 'quick', work: confirmProposal }),
  dropProposal: heavy({ lane: 'quick', work: dropProposal }),
  evaluatePilot: heavy({ lane: 'quick', work: evaluatePilot }),
  listPilotUnits: heavy({ lane: 'quick', work: listPilotUnits }),
}
