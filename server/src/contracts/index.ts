export { isRoleOfUnits, may, mayRuleset, mayWhole, unitsOf, type Holder } from './policy.ts'
export { roles, type Grant, type Permission, type Role } from './roles.ts'
export type {
  BehindQuery,
  CasesBehind,
  CorrectionInput,
  EnteredFigures,
  ImportTableQuery,
  ObjectionAnswer,
  ObjectionInput,
  Preparation,
  PreparationQuery,
  Recomputed,
  Run,
  RunExportQuery,
  RunInput,
  RunList,
  RunSummary,
  TableImport,
  TableImports,
  TableProblem,
  TemplateQuery,
  UnitDirectory,
} from './assessment.ts'
export type { Board, BoardCases, BoardCasesQuery, Flows, Trends, TrendsQuery } from './board.ts'
export type {
  Actor,
  AvailableEvents,
  Case,
  CasePage,
  CaseSummary,
  EventInput,
  HistoryEntry,
  Refusal,
  SearchCasesQuery,
} from './case.ts'
export type { DamagedEntry, ShownProblem } from './common.ts'
export type { Explanation, NamedFact, RecordedDecision } from './decision.ts'
export type { Matrix } from './matrix.ts'
export type { OwnPassword, SignInInput, UserReply } from './people.ts'
export type { Problem } from './problem.ts'
export type {
  Differences,
  PullInput,
  PullView,
  Pulled,
  RebaseInput,
  RebaseView,
  Rebased,
  Worklist,
} from './pull.ts'
export type {
  AddOverlayInput,
  OverlaidDraft,
  PublishInput,
  Published,
  RulesetList,
  RulesetSummary,
  RulesetVersion,
  Draft,
  SavedDraft,
  VersionSummary,
  WithdrawInput,
  Withdrawal,
  Withdrawn,
} from './ruleset.ts'
export type {
  LedgerPage,
  LedgerQuery,
  OpenItems,
  OpenItemsQuery,
  Settlement,
  SettlementInput,
  SettlementList,
  SettlementSummary,
  Statements,
} from './settlement.ts'
export type {
  CreateRulesetInput,
  CreatedRuleset,
  RuleBook,
  Template,
  TemplateList,
} from './template.ts'
export type { ParkedTimer, ParkedTimers, Retried, RetryInput } from './timers.ts'
export type {
  Elsewhere,
  ImportPreview,
  Imported,
  Signer,
  SignerList,
  TravelFile,
} from './transfer.ts'
