import type { Case, MinimalCase } from '../contracts/case.ts'
import type { PaperCaseInput } from '../contracts/paper-case.ts'
import type { Caller } from '../operations/context/caller.ts'
import {
  type CorrectionRequest,
  correctEvents,
  previewCorrection,
} from '../operations/cases/corrections/correct-events.ts'
import { enterPaperCase, previewPaperCase } from '../operations/cases/paper/enter-paper-case.ts'
import { listDuties } from '../operations/cases/list-duties.ts'
import { listProcedures } from '../operations/cases/list-procedures.ts'
import {
  presentCase,
  presentMinimalCase,
  presentPreview,
} from '../operations/cases/present-case.ts'
import {
  translationsOfCorrection,
  translationsOfSheet,
} from '../operations/cases/translations-of.ts'
import { searchCases } from '../operations/cases/search-cases.ts'
import { migrateSome } from '../operations/cases/migration/migrate-some.ts'
import { previewMigration } from '../operations/cases/migration/preview-migration.ts'
import { undoSome } from '../operations/cases/migration/undo-some.ts'
import {
  writeCaseReceipt,
  writeDecisionReceipt,
} from '../operations/cases/receipts/write-receipt.ts'
import { exportPerson } from '../operations/retention/export-person.ts'
import { previewErasure } from '../operations/retention/preview-erasure.ts'
import { readRetention } from '../operations/retention/retention-rules.ts'
import { makeUnitChange } from '../operations/unit-changes/make-unit-change.ts'
import { readChangeableUnits } from '../operations/unit-changes/planned-change.ts'
import { previewUnitChange } from '../operations/unit-changes/preview-unit-change.ts'
import { heavy } from './heavy-operation.ts'
import type { JobContext } from './job-context.ts'

/** Lists of cases that grow, what is done to many of them, and corrections, for which every step of a case is worked out again. */
export const caseOperations = {
  writeCaseReceipt: heavy({ lane: 'quick', work: writeCaseReceipt }),
  writeDecisionReceipt: heavy({ lane: 'quick', work: writeDecisionReceipt }),
  previewPaperCase: heavy({ lane: 'quick', work: previewPaperCase }),
  enterPaperCase: heavy({
    lane: 'quick',
    work: async (context: JobContext, caller: Caller, input: PaperCaseInput) => {
      const entered = await enterPaperCase(context, caller, input)
      return presentCase(entered, await translationsOfSheet(context, entered, input))
    },
    head: ({ id, revision }) => ({ id, revision }),
    alone: ({ ruleset, sheet }: PaperCaseInput) => `sheet ${ruleset} ${sheet}`,
  }),
  searchCases: heavy({ lane: 'quick', work: searchCases }),
  listDuties: heavy({ lane: 'quick', work: listDuties }),
  listProcedures: heavy({ lane: 'quick', work: listProcedures }),
  previewMigration: heavy({ lane: 'long', work: previewMigration }),
  migrateSome: heavy({ lane: 'long', work: migrateSome, head: (far) => far }),
  undoSome: heavy({ lane: 'long', work: undoSome, head: (far) => far }),
  readChangeableUnits: heavy({ lane: 'quick', work: readChangeableUnits }),
  previewUnitChange: heavy({ lane: 'long', work: previewUnitChange }),
  previewErasure: heavy({ lane: 'quick', work: previewErasure }),
  readRetention: heavy({ lane: 'quick', work: readRetention }),
  exportPerson: heavy({ lane: 'long', work: exportPerson }),
  makeUnitChange: heavy({ lane: 'long', work: makeUnitChange, head: (far) => far }),
  previewCorrection: heavy({
    lane: 'quick',
    work: async (context: JobContext, caller: Caller, input: CorrectionRequest) => {
      const next = await previewCorrection(context, caller, input)
      return { ...presentPreview(next), ...(await translationsOfCorrection(context, next, input)) }
    },
  }),
  correctEvents: heavy({
    lane: 'quick',
    work: async (
      context: JobContext,
      caller: Caller,
      { minimal, ...input }: CorrectionRequest & { readonly minimal: boolean },
    ): Promise<Case | MinimalCase> => {
      const corrected = await correctEvents(context, caller, input)
      const read = await translationsOfCorrection(context, corrected, input)
      return (minimal ? presentMinimalCase : presentCase)(corrected, read)
    },
    head: ({ revision }) => ({ revision }),
    alone: ({ case: id }: CorrectionRequest) => id,
  }),
}
