export { isRoleOfUnits, may, mayRuleset, mayWhole, unitsOf, type Holder } from './policy.ts'
export { attachmentKinds, attachmentLimits } from './attachment-kinds.ts'
export type { FiledAttachment, UploadedAttachment } from './attachment.ts'
export { shortId } from './short-id.ts'
export { roles, type Grant, type Permission, type Role } from './roles.ts'
export type {
  ContributingCasesQuery,
  ContributingCase,
  ContributingCases,
  CorrectionInput,
  EnteredFigure,
  EnteredFigures,
  ImportTableQuery,
  IndicatorResult,
  Objection,
  ObjectionAnswer,
  ObjectionInput,
  Preparation,
  PreparationQuery,
  PreparedCard,
  Recomputed,
  Run,
  RunAction,
  RunExportQuery,
  RunFormat,
  RunInput,
  RunList,
  RunRates,
  RunStatus,
  RunSummary,
  ScoreCard,
  TableFormat,
  TableImport,
  TableImports,
  TableKind,
  TableProblem,
  TemplateQuery,
  Unit,
  UnitDirectory,
} from './assessment.ts'
export type { ApprovalRecord } from './approval-record.ts'
export type {
  CaseDraft,
  CommentAnswer,
  CommentInput,
  DraftApprovals,
  DraftComment,
  NeededProcedure,
} from './approval.ts'
export type {
  MigrationGroup,
  MigrationInput,
  MigrationPreview,
  MigrationQuery,
} from './migration.ts'
export type { Leaving, LeavingInput } from './leaving.ts'
export type {
  ChangeableUnits,
  UnitChangeInput,
  UnitChangePreview,
  UnitChangeQuery,
} from './unit-change.ts'
export type {
  Erasure,
  ErasureInput,
  ErasurePage,
  ErasurePreview,
  Hold,
  HoldInput,
  HoldPage,
  PersonFile,
  PersonInput,
} from './retention.ts'
export {
  retentionKinds,
  type ProposeRulesInput,
  type RetentionDue,
  type RetentionKind,
  type RetentionReading,
  type RetentionRule,
  type RetentionRules,
} from './retention-rules.ts'
export type { Job, JobKindName, JobPage, JobStatus } from './job.ts'
export { auditActions, type AuditAction } from './audit-action.ts'
export type {
  AuditEntry,
  AuditPage,
  AuditProblem,
  AuditQuery,
  Verification,
  VerificationReading,
  VerifiedPart,
} from './audit.ts'
export type {
  Board,
  BoardCases,
  BoardCasesQuery,
  BoardGroup,
  BoardRate,
  FlowChart,
  FlowNode,
  Flows,
  LeftOut,
  Notices,
  ThresholdNotice,
  TrendPoint,
  Trends,
  TrendsQuery,
} from './board.ts'
export type {
  CodeMap,
  CodeMapEntries,
  CodeMapEntriesQuery,
  CodeMapKind,
  CodeMapPage,
  CodeMapStatusInput,
  CodeMapTableQuery,
  ImportCodeMapQuery,
  ImportedCodeMap,
} from './code-map.ts'
export type { CodeTableQuery, ReadCodeTable, WriteCodeTableQuery } from './code-table.ts'
export type { CaseCorrection, CaseCorrectionInput, CorrectionPreview } from './case-correction.ts'
export type { Actor } from './case-parts.ts'
export type { PaperCaseInput, PaperCasePreview } from './paper-case.ts'
export type { CaseRead, CaseReadPage, CaseReadsQuery } from './case-read.ts'
export type {
  AvailableEvents,
  Case,
  CasePage,
  CaseSummary,
  EventInput,
  HistoryEntry,
  OfferedEvent,
  Refusal,
  SearchCasesQuery,
  StartCaseInput,
  MinimalCase,
} from './case.ts'
export type { ListProceduresQuery, ProcedureCase, ProcedurePage } from './procedure.ts'
export type { DutiesOfCase, DutyPage, ListDutiesQuery } from './duty.ts'
export type { CdsFeedback, CdsFeedbackReply, CdsReply, CdsRequest, CdsServices } from './cds.ts'
export type { CdsFeedbackCounts } from './cds-feedback-counts.ts'
export type { ChangedOutcomes } from './changed-outcomes.ts'
export type {
  ClockCorrected,
  ClockCorrectionInput,
  ClockPreview,
  ClockSpan,
  CorrectedCase,
  SkippedCase,
} from './clock.ts'
export type { DamagedEntry, FactsInput, IssueReply, Message, ShownProblem } from './common.ts'
export type {
  DecideInput,
  DecideReply,
  Explanation,
  NamedFact,
  Reason,
  RecordedDecision,
} from './decision.ts'
export type { Health, Readiness } from './health.ts'
export type {
  CountyBinding,
  JurisdictionList,
  JurisdictionNode,
  JurisdictionProposal,
  JurisdictionProposalPage,
  ProposeJurisdictionInput,
  SaveJurisdictionInput,
} from './jurisdiction.ts'
export type { Matrix, MatrixCell, MatrixRow, MatrixRuleset } from './matrix.ts'
export type {
  Key,
  KeyList,
  MadeKey,
  NewKey,
  NewUser,
  OwnPassword,
  SignedInUser,
  SignInInput,
  SignInReply,
  SignInWays,
  ProviderAddress,
  ProviderSignOut,
  User,
  UserChange,
  UserList,
  UserReply,
} from './people.ts'
export type {
  BeginSecondFactor,
  NewSecondFactor,
  RecoveryCodes,
  SecondFactorCode,
  SecondFactorStatus,
} from './second-factor.ts'
export type { Session, SessionList } from './sessions.ts'
export type { Problem } from './problem.ts'
export type {
  Difference,
  Differences,
  ParentVersions,
  PullChoice,
  Pulled,
  PullInput,
  PullItem,
  PullView,
  Rebased,
  RebaseInput,
  RebaseView,
  SideRow,
} from './pull.ts'
export type {
  AddOverlayInput,
  Dependent,
  Draft,
  IssuesReply,
  OverlaidDraft,
  Published,
  PublishInput,
  RulesetList,
  RulesetSummary,
  RulesetVersion,
  SavedDraft,
  ScenarioResults,
  VersionSummary,
  Withdrawal,
  WithdrawInput,
  Withdrawn,
} from './ruleset.ts'
export type {
  CaseSuspension,
  Suspension,
  VersionAction,
  VersionProposal,
  ProposeVersionActionInput,
  VersionStatus,
} from './suspension.ts'
export type {
  EvaluatedPilot,
  EvaluatePilotInput,
  Pilot,
  PilotDecision,
  PilotEvaluation,
  PilotUnits,
  VersionChoice,
} from './pilot.ts'
export {
  currentSuspension,
  firstDayInForce,
  isPilotOn,
  pilotOutcome,
  versionInForce,
} from './version-in-force.ts'
export type {
  FundResult,
  LedgerPage,
  LedgerQuery,
  LedgerSummary,
  OpenItems,
  OpenItemsQuery,
  PoolResult,
  Settlement,
  SettlementInput,
  SettlementList,
  SettlementRecomputed,
  SettlementStatus,
  SettlementSummary,
  Statements,
} from './settlement.ts'
export type {
  CreatedRuleset,
  CreateRulesetInput,
  LockedItem,
  OpenParameter,
  RuleBook,
  Template,
  TemplateList,
} from './template.ts'
export type {
  DamagedVersionReply,
  ParkedTimer,
  ParkedTimers,
  Retried,
  RetryInput,
} from './timers.ts'
export type {
  AcceptSignerInput,
  Elsewhere,
  Imported,
  ImportPreview,
  PreviewedVersion,
  Signer,
  SignerList,
  PackageFile,
} from './transfer.ts'
export type { WorkEntry, Worklist } from './work.ts'
export type {
  DutyRecordInput,
  ScheduledDutiesQuery,
  ScheduledDutyEntry,
  ScheduledDutyPage,
} from './scheduled-duty.ts'
export type {
  DeliveryPage,
  NewWebhookInput,
  ResendInput,
  Resent,
  Webhook,
  WebhookChange,
  WebhookDelivery,
  WebhookMade,
  WebhookPage,
} from './webhook.ts'
export type { OpenedLink, OpenLinkInput } from './link.ts'
