import { saveDraftInputSchema } from '../contracts/ruleset.ts'
import { importInputSchema } from '../contracts/transfer.ts'
import { readWholeBody } from '../errors/read-json-body.ts'
import { addOverlay } from '../operations/drafts/add-overlay.ts'
import type { RunDocument, TableImport } from '../documents/assessment-documents.ts'
import { objectToRun } from '../operations/assessment/change-run.ts'
import { correctRun, enterFigures } from '../operations/assessment/correct-run.ts'
import { exportRun, readTemplate } from '../operations/assessment/export-tables.ts'
import {
  importedBefore as importedTableBefore,
  importTable,
  type SentTable,
} from '../operations/assessment/import-table.ts'
import { listImports } from '../operations/assessment/list-imports.ts'
import { prepareRun } from '../operations/assessment/prepare-run.ts'
import { presentImport, presentRun, presentWholeRun } from '../operations/assessment/present-run.ts'
import { readBoard, readBoardCases } from '../operations/assessment/read-board.ts'
import { readFlows } from '../operations/assessment/read-flows.ts'
import { readNotices } from '../operations/assessment/read-notices.ts'
import { listRuns, readRun, readRunCases, recomputeRun } from '../operations/assessment/read-run.ts'
import { readTrends } from '../operations/assessment/read-trends.ts'
import { listScheduledDuties } from '../operations/scheduled-duties/list-scheduled-duties.ts'
import { noteLateDuties } from '../operations/scheduled-duties/note-late-duties.ts'
import { readDutyNotices } from '../operations/scheduled-duties/read-duty-notices.ts'
import { readEntry } from '../operations/scheduled-duties/read-entry.ts'
import { recordDuty } from '../operations/scheduled-duties/record-duty.ts'
import { withdrawRecord } from '../operations/scheduled-duties/withdraw-record.ts'
import type { DutyRecordDocument } from '../documents/duty-record-document.ts'
import { startRun } from '../operations/assessment/start-run.ts'
import { readUnitDirectory, saveUnitDirectory } from '../operations/assessment/units.ts'
import { watchedRulesets, watchRuleset } from '../operations/assessment/watch-thresholds.ts'
import { openVersion } from '../operations/context/bundle-cache.ts'
import type { Caller } from '../operations/context/caller.ts'
import { correctClock, previewClockCorrection } from '../operations/timers/correct-clock.ts'
import { createRuleset } from '../operations/drafts/create-ruleset.ts'
import type { JobFileName } from '../documents/job-document.ts'
import { readJobFile } from '../operations/jobs/job-files.ts'
import type { DraftDocument } from '../documents/draft-document.ts'
import type { PublicationDocument } from '../documents/publication-document.ts'
import { exportRuleset } from '../operations/transfer/export-ruleset.ts'
import {
  importedBefore,
  importRuleset,
  previewImport,
} from '../operations/transfer/import-ruleset.ts'
import type { PageAsked } from '../operations/context/list-page.ts'
import { pageOfRulesets } from '../operations/library/list-rulesets.ts'
import { listWork } from '../operations/work/list-work.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { publish } from '../operations/publications/publish.ts'
import { presentPublished } from '../operations/publications/present-published.ts'
import { readChangedOutcomes } from '../operations/drafts/read-changed-outcomes.ts'
import { readDifferences } from '../operations/drafts/read-differences.ts'
import { checkDraft, readDraft, runDraftScenarios } from '../operations/drafts/read-draft.ts'
import { readRuleset, readRulesetVersion } from '../operations/library/read-ruleset.ts'
import { removeOverlay } from '../operations/drafts/remove-overlay.ts'
import type { RevisionCondition } from '../operations/context/revision-condition.ts'
import { discardDraft, saveDraft } from '../operations/drafts/save-draft.ts'
import {
  presentSettlement,
  presentWholeSettlement,
} from '../operations/settlement/present-settlement.ts'
import { confirmSettlement } from '../operations/settlement/confirm-settlement.ts'
import { readLedger, readOpenItems } from '../operations/settlement/read-ledger.ts'
import {
  listSettlements,
  readSettlement,
  readStatements,
} from '../operations/settlement/read-settlement.ts'
import { recomputeSettlement } from '../operations/settlement/recompute-settlement.ts'
import type { SettlementDocument } from '../documents/settlement-documents.ts'
import { listSigners } from '../operations/transfer/signers.ts'
import { startSettlement } from '../operations/settlement/start-settlement.ts'
import { listParkedTimers } from '../operations/timers/parked-timers.ts'
import { retryTimers } from '../operations/timers/retry-timers.ts'
import { versionOperations } from './version-operations.ts'
import { auditOperations } from './audit-operations.ts'
import { approvalOperations } from './approval-operations.ts'
import { fhirOperations } from './fhir-operations.ts'
import { hospitalOperations } from './hospital-operations.ts'
import { caseOperations } from './case-operations.ts'
import { codeTableOperations } from './code-table-operations.ts'
import { heavyOnce } from './heavy-once.ts'
import { jurisdictionOperations } from './jurisdiction-operations.ts'
import { pageOf, revisionOf, shown } from './shown.ts'
import { jobOperations } from './job-operations.ts'
import { peopleOperations } from './people-operations.ts'
import { heavy, heavyFile, type HeavyOperation } from './heavy-operation.ts'
import { pullOperations } from './pull-operations.ts'
import { libraryOperations } from './library-operations.ts'

/** A body that is read where the work is done, for it may be large. */
interface WholeBody {
  readonly body: Uint8Array
}

interface DraftRevision {
  readonly ruleset: string
  readonly expected: RevisionCondition
}

/** A run is answered as it now stands. */
const madeRun = { collection: 'runs', follows: true, again: (run: RunDocument) => run } as const

async function formatRun(context: OperationContext, caller: Caller, { id }: RunDocument) {
  return presentWholeRun(await readRun(context, caller, id))
}

/** What is told of something made is what came of making it. */
const asMade = async <Made>(_context: OperationContext, _caller: Caller, made: Made) => made

/** A table that was sent just now, or is kept for a job. */
async function importSentTable(
  context: OperationContext,
  caller: Caller,
  { content, ...sent }: Omit<SentTable, 'content'> & { content: Uint8Array | JobFileName },
): Promise<TableImport> {
  const whole = content instanceof Uint8Array ? content : await readJobFile(context, content)
  return await importTable(context, caller, { ...sent, content: whole })
}

const madeOf = ({ id, revision }: { readonly id: string; readonly revision: number }) => ({
  id,
  revision,
})
const sameOf = ({ same }: { readonly same: boolean }) => ({ same })

/**
 * Every operation whose cost grows with what is stored, or is chosen by whoever asks. Routes and timers have them run
 * on a thread of the pool; none runs on the thread that answers requests.
 */
export const heavyOperations = {
  // Lists that grow, and whole rulesets.
  ...peopleOperations,
  ...caseOperations,
  ...auditOperations,
  verifyAudit: heavy({
    lane: 'verifying',
    work: async (context, _caller, since: string | undefined) => context.verify(since),
    head: (report) => report,
  }),
  listRulesets: heavy({ lane: 'quick', work: pageOfRulesets }),
  readRuleset: heavy({ lane: 'quick', work: readRuleset }),
  openVersion: heavy({
    lane: 'quick',
    work: async (context, _caller, publication: PublicationDocument) =>
      openVersion(context.store, publication),
    head: (opened) => (typeof opened === 'string' ? opened : undefined),
  }),
  readRulesetVersion: heavy({
    lane: 'quick',
    work: async (context, caller, input: { id: string; version: string }) =>
      readRulesetVersion(context, caller, input.id, input.version),
  }),
  ...versionOperations,
  ...libraryOperations,
  ...hospitalOperations,
  ...fhirOperations,
  createRuleset: heavyOnce({
    lane: 'quick',
    makes: (context, caller) => ({
      collection: 'drafts',
      follows: true,
      again: async ({ id, revision }: DraftDocument) => ({
        id,
        revision,
        issues: await checkDraft(context, caller, id),
      }),
    }),
    make: createRuleset,
    tell: asMade,
    head: revisionOf,
  }),
  listWork: heavy({
    lane: 'quick',
    work: async (context, caller, _: undefined) => ({ items: await listWork(context, caller) }),
  }),

  ...jurisdictionOperations,

  // Drafts, and rulesets from server to server.
  readDraft: heavy({ lane: 'quick', work: readDraft, head: revisionOf }),
  saveDraft: heavy({
    lane: 'quick',
    work: async (context, caller, { body, ...input }: WholeBody & DraftRevision) => {
      const { ruleset: edited } = readWholeBody(body, saveDraftInputSchema)
      return await saveDraft(context, caller, { ...input, edited })
    },
    head: revisionOf,
  }),
  discardDraft: heavy({ lane: 'quick', work: discardDraft }),
  checkDraft: heavy({
    lane: 'quick',
    work: async (context, caller, id: string) => ({
      issues: await checkDraft(context, caller, id),
    }),
  }),
  runDraftScenarios: heavy({
    lane: 'long',
    work: async (context, caller, id: string) => ({
      results: await runDraftScenarios(context, caller, id),
    }),
  }),
  readChangedOutcomes: heavy({ lane: 'long', work: readChangedOutcomes }),
  ...codeTableOperations,
  ...approvalOperations,
  publish: heavyOnce({
    lane: 'long',
    makes: () => ({
      collection: 'publications',
      follows: true,
      again: presentPublished,
    }),
    make: publish,
    tell: asMade,
  }),
  addOverlay: heavy({ lane: 'quick', work: addOverlay, head: revisionOf }),
  removeOverlay: heavy({ lane: 'quick', work: removeOverlay, head: revisionOf }),
  readDifferences: heavy({
    lane: 'quick',
    work: async (context, caller, input: { ruleset: string; from: string; to: string }) => {
      const { from, to } = input
      return { from, to, changes: await readDifferences(context, caller, input) }
    },
  }),
  ...pullOperations,
  exportRuleset: heavy({
    lane: 'quick',
    work: exportRuleset,
    head: ({ ruleset }) => ({ name: `${ruleset.id}-${ruleset.version}.jieli.json` }),
  }),
  listSigners: heavy({
    lane: 'quick',
    work: async (context, _caller, input: PageAsked) => listSigners(context, input),
  }),
  previewImport: heavy({
    lane: 'long',
    work: async (context, caller, { body }: WholeBody) =>
      previewImport(context, caller, readWholeBody(body, importInputSchema).file),
  }),
  importRuleset: heavyOnce({
    lane: 'long',
    makes: () => ({ collection: 'imports', again: importedBefore }),
    make: async (context, caller, { body }: WholeBody) =>
      importRuleset(context, caller, readWholeBody(body, importInputSchema).file),
    tell: asMade,
  }),

  // Figures and cases that are brought in.
  ...jobOperations,
  readUnitDirectory: heavy({ lane: 'quick', work: readUnitDirectory, head: revisionOf }),
  saveUnitDirectory: heavy({ lane: 'quick', work: saveUnitDirectory, head: revisionOf }),
  importTable: heavyOnce({
    lane: 'long',
    makes: () => ({ collection: 'tableImports', again: importedTableBefore }),
    make: importSentTable,
    tell: async (_context, _caller, table) => presentImport(table),
    head: ({ rows }) => ({ rows }),
    // Which months a case has left can only be said of the tables before it.
    alone: ({ ruleset }) => ruleset,
  }),
  listImports: heavy({
    lane: 'quick',
    work: shown(listImports, pageOf(presentImport)),
  }),
  enterFigures: heavy({ lane: 'quick', work: enterFigures }),
  readTemplate: heavyFile({ lane: 'quick', work: readTemplate }),

  // What a period comes to.
  readBoard: heavy({ lane: 'counting', work: readBoard }),
  readFlows: heavy({ lane: 'counting', work: readFlows }),
  readBoardCases: heavy({ lane: 'quick', work: readBoardCases }),
  readNotices: heavy({ lane: 'quick', work: readNotices }),
  listScheduledDuties: heavy({ lane: 'quick', work: listScheduledDuties }),
  recordDuty: heavyOnce({
    lane: 'quick',
    makes: () => ({
      collection: 'dutyRecords' as const,
      again: (made: DutyRecordDocument) => made,
    }),
    make: recordDuty,
    tell: async (context, _caller, made) => await readEntry(context, made),
  }),
  withdrawRecord: heavy({ lane: 'quick', work: withdrawRecord }),
  readDutyNotices: heavy({ lane: 'quick', work: readDutyNotices }),
  readTrends: heavy({ lane: 'quick', work: readTrends }),
  prepareRun: heavy({ lane: 'counting', work: prepareRun }),
  startRun: heavyOnce({
    lane: 'long',
    makes: () => madeRun,
    make: startRun,
    tell: formatRun,
    head: madeOf,
  }),
  correctRun: heavyOnce({
    lane: 'long',
    // Figures that come with a correction are entered on the way to it.
    makes: () => ({ ...madeRun, alongside: 'tableImports' }),
    make: correctRun,
    tell: formatRun,
    head: revisionOf,
  }),
  recomputeRun: heavy({ lane: 'long', work: recomputeRun, head: sameOf }),
  objectToRun: heavy({
    lane: 'quick',
    work: shown(objectToRun, presentRun),
    head: revisionOf,
  }),
  listRuns: heavy({
    lane: 'quick',
    work: shown(listRuns, pageOf(presentRun)),
  }),
  readRun: heavy({
    lane: 'quick',
    work: shown(readRun, presentWholeRun),
    head: revisionOf,
  }),
  readRunCases: heavy({ lane: 'quick', work: readRunCases }),
  exportRun: heavyFile({ lane: 'quick', work: exportRun }),

  // Its money.
  startSettlement: heavyOnce({
    lane: 'long',
    makes: () => ({
      collection: 'settlements',
      follows: true,
      again: (settlement: SettlementDocument) => settlement,
    }),
    make: startSettlement,
    tell: async (context, caller, { id }) =>
      presentWholeSettlement(await readSettlement(context, caller, id)),
    head: madeOf,
  }),
  recomputeSettlement: heavy({ lane: 'long', work: recomputeSettlement, head: sameOf }),
  confirmSettlement: heavy({
    lane: 'quick',
    work: shown(confirmSettlement, presentSettlement),
    head: revisionOf,
  }),
  listSettlements: heavy({
    lane: 'quick',
    work: shown(listSettlements, pageOf(presentSettlement)),
  }),
  readSettlement: heavy({
    lane: 'quick',
    work: shown(readSettlement, presentWholeSettlement),
    head: revisionOf,
  }),
  readStatements: heavy({
    lane: 'quick',
    work: async (context, caller, id: string) => {
      const { items, ...standing } = await readStatements(context, caller, id)
      return { ...presentSettlement(standing), items }
    },
  }),
  readLedger: heavy({ lane: 'quick', work: readLedger }),
  readOpenItems: heavy({ lane: 'quick', work: readOpenItems }),

  // What stands still, and what a wrong clock wrote.
  listParkedTimers: heavy({ lane: 'quick', work: listParkedTimers }),
  retryTimers: heavy({ lane: 'long', work: retryTimers }),
  previewClockCorrection: heavy({ lane: 'long', work: previewClockCorrection }),
  correctClock: heavy({ lane: 'long', work: correctClock }),

  // The watch over thresholds.
  watchedRulesets: heavy({
    lane: 'quick',
    work: async (context, _caller, _: undefined) => watchedRulesets(context),
    head: (rulesets) => rulesets,
  }),
  watchRuleset: heavy({
    lane: 'counting',
    work: async (context, _caller, ruleset: string) => watchRuleset(context, ruleset),
    head: (told) => told,
  }),
  noteLateDuties: heavy({
    lane: 'counting',
    work: async (context, _caller, ruleset: string) => noteLateDuties(context, ruleset),
    head: (told) => told,
  }),
}

type HeavyOperations = typeof heavyOperations
export type HeavyName = keyof HeavyOperations
export type AskedOf<Name extends HeavyName> = Parameters<HeavyOperations[Name]['work']>[2]
export type ResultOf<Name extends HeavyName> = Awaited<ReturnType<HeavyOperations[Name]['work']>>
export type HeadOf<Name extends HeavyName> = ReturnType<HeavyOperations[Name]['head']>

/** A heavy operation by its name, for whoever hands on what it is asked without knowing what that is. */
export function findHeavyOperation(name: string): HeavyOperation<unknown, unknown, unknown> {
  if (!Object.hasOwn(heavyOperations, name))
    throw new RangeError(`There is no heavy operation "${name}".`)
  const found: unknown = heavyOperations[name as HeavyName]
  return found as HeavyOperation<unknown, unknown, unknown>
}
