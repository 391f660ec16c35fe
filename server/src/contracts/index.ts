export { isRoleOfUnits, may, mayRuleset, mayWhole, unitsOf, type Holder } from './policy.ts'
export { roles, type Grant, type Permission, type Role } from './roles.ts'
export type {
  ContributingCases,
  ContributingCasesQuery,
  EnteredFigure,
  EnteredFigures,
  ImportTableQuery,
  Objection,
  Preparation,
  PreparedCard,
  Recomputed,
  Run,
  RunAction,
  RunExportQuery,
  RunInput,
  RunList,
  RunRates,
  RunStatus,
  RunSummary,
  TableImport,
  TableImports,
  TableKind,
  TableProblem,
  UnitDirectory,
} from './assessment.ts'
export type {
  AuditPage,
  AuditProblem,
  Verification,
  VerificationReading,
  VerifiedPart,
} from './audit.ts'
export type {
  Board,
  BoardCases,
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
} from './board.ts'
export type {
  Actor,
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
} from './case.ts'
export type { CdsReply, CdsServices } from './cds.ts'
export type {
  ClockCorrected,
  ClockCorrectionInput,
  ClockPreview,
  ClockSpan,
  CorrectedCase,
  SkippedCase,
} from './clock.ts'
export type {
  DamagedEntry,
  FactsInput,
  IssueReply,
  Message,
  Problem,
  ShownProblem,
} from './common.ts'
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
  SaveJurisdictionInput,
} from './jurisdiction.ts'
export type { Matrix, MatrixCell, MatrixRow, MatrixRuleset } from './matrix.ts'
export type {
  Key,
  KeyList,
  MadeKey,
  NewUser,
  OwnPassword,
  SignedInUser,
  SignInInput,
  User,
  UserChange,
  UserList,
  UserReply,
} from './people.ts'
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
  LedgerPage,
  LedgerSummary,
  OpenItems,
  Settlement,
  SettlementInput,
  SettlementList,
  SettlementRecomputed,
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
export type { DamagedVersionReply, ParkedPage, ParkedTimer, Retried, RetryInput } from './timers.ts'
export type {
  AcceptSignerInput,
  Elsewhere,
  Imported,
  ImportPreview,
  PackageFile,
  PreviewedVersion,
  Signer,
  SignerList,
} from './transfer.ts'
export type { WorkEntry, Worklist } from './work.ts'
