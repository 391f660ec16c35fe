/**
 * The engine: what the rules of a county medical community mean. Every function takes values and gives values;
 * time is an argument, nothing is read or written.
 *
 * @example
 * const { ruleset, origin } = resolveRuleset(layer, findParent)
 * const bundle = createBundle(ruleset, origin)
 * const { facts, issues } = parseFacts(ruleset, { 'referral.direction': 'up' })
 * const result = evaluateDecision(bundle, 'upReferral', facts, '2025-03-03')
 * explainDecision(bundle, result, 'zh')
 *
 * @module
 */

// What is authored
export {
  type Citation,
  citationSchema,
  clauseOf,
  clauseSchema,
  createCitation,
  documentOf,
} from './model/citation.ts'
export { type Language, languages, type Text, textSchema } from './model/text.ts'
export { dateSchema, dateTimeSchema, identifierSchema } from './model/identifier.ts'
export { type Code, type Ratio, type Value, valueSchema } from './model/value.ts'
export { type ValueType, valueTypeModules, valueTypes } from './model/value-types/value-types.ts'
export { formatMoney } from './model/value-types/money-type.ts'
export { formatRatio } from './model/value-types/ratio-type.ts'
export { halfWidth } from './model/half-width.ts'
export { type Operator, operators } from './model/operator.ts'
export {
  authoredOutcomes,
  otherwiseOutcomes,
  type Outcome,
  outcomes,
  outcomeSchema,
} from './model/outcome.ts'
export { type Authority, authorities } from './model/authority.ts'
export { type Contract } from './model/contract.ts'
export { type Exception, exceptionSchema } from './model/exception.ts'
export { type Fact, type Remedy } from './model/fact.ts'
export * from './model/personal-class.ts'
export { type DatedValue, type Delay, type Parameter, parameterSchema } from './model/parameter.ts'
export {
  type Condition,
  conditionSchema,
  type DecisionTest,
  type FactTest,
  type Operand,
} from './model/condition.ts'
export { type NamedCondition } from './model/named-condition.ts'
export {
  type CellTest,
  type Consequence,
  type Otherwise,
  type Decision,
  type Effect,
  hitPolicies,
  type InputColumn,
  type OutputColumn,
  type Rule,
  type RulesDecision,
  type Subject,
  subjects,
  subjectSchema,
  type TableDecision,
  type TableRow,
} from './model/decision.ts'
export {
  type Action,
  type DelayDefinition,
  type EventDefinition,
  type Guard,
  type Party,
  type Pathway,
  pathwaySchema,
  type StateDefinition,
  subjectOf,
  type TransitionDefinition,
} from './model/pathway.ts'
export { type CodeSystem, type ListedCode, maxCodes } from './model/code-system.ts'
export { type Office } from './model/office.ts'
export { type Measure } from './model/measure.ts'
export { type AssessmentScheme, type PeriodType } from './model/assessment-scheme.ts'
export { type RateThreshold } from './model/clinical-pathway.ts'
export {
  type Indicator,
  type IndicatorGroup,
  indicatorSchema,
  indicatorTags,
} from './model/assessment.ts'
export { type Incentive, type Reimbursement, valueTypesOf } from './model/money-rule.ts'
export { type Fund, type Share } from './model/fund.ts'
export { type RedLine, type RedLineCheck, redLineSchema } from './model/red-line.ts'
export {
  type Calendar,
  type Adoption,
  type Manifest,
  manifestSchema,
  type RulesetReference,
  type Source,
} from './model/manifest.ts'
export {
  type BoundPack,
  boundPackSchema,
  type Jurisdiction,
  jurisdictionFileSchema,
  jurisdictionSchema,
} from './model/jurisdiction.ts'
export { type Scenario, scenarioSchema } from './model/scenario.ts'
export { type Layout, type Ruleset, rulesetSchema } from './model/ruleset.ts'
export {
  type GovernedList,
  governedLists,
  type RulesetList,
  rulesetLists,
} from './model/ruleset-lists.ts'
export { rulesetFileSchemas } from './model/json-schema.ts'

// Problems
export { createIssue, hasErrors, type Issue } from './model/issue.ts'
export { applyDecisionEdit, type DecisionEdit } from './model/decision-edit.ts'
export { proveDecision } from './proof/tables/prove-decision.ts'
export type { Finding, FindingKind } from './proof/tables/finding.ts'
export { issueCatalogue, type IssueCode } from './model/issue-catalogue.ts'
export { nameFindings } from './model/name-findings.ts'
export {
  type EventRole,
  eventRoleTitles,
  type PartyRole,
  partyRoleTitles,
  type PathwaySubject,
  pathwaySubjectTitles,
  rolesOfSubject,
  type StateRole,
  stateRoleTitles,
} from './model/chart-roles.ts'
export type { IssueExample } from './model/issue-example.ts'
export { severities, type Severity } from './model/severity.ts'
export { schemaIssues } from './model/schema-issue.ts'
export { formats } from './model/format.ts'
export { suggest } from './model/suggest.ts'
export { findUnsafeJson } from './model/find-unsafe-json.ts'
export { isJsonObject, type Json, jsonEqual, type JsonObject } from './model/json.ts'
export { canonicalJson, contentHash } from './model/content-hash.ts'
export {
  addFractions,
  digitLimit,
  formatFraction,
  type Fraction,
  fractionOfRatio,
} from './model/exact.ts'
export { exceptionMessage, verifiesException } from './model/exception-message.ts'
export { itemAt } from './model/item-at.ts'
export { itemKey } from './model/item-key.ts'

// Layers
export {
  type FindParent,
  type Layer,
  type Resolved,
  resolvePublished,
  resolveRuleset,
} from './layers/resolve-ruleset.ts'
export {
  groundReferences,
  layerReferences,
  mapReferences,
  versionSatisfies,
} from './layers/layer-references.ts'
export {
  type BindingRule,
  bindingRules,
  type BindingRules,
  jurisdictionPath,
} from './layers/binding-rules.ts'
export { type BindingSet, gatherBinding, layersUnder } from './layers/gather-binding.ts'
export { type Change, diffRulesets } from './layers/diff-rulesets.ts'
export {
  type PullChoice,
  type Pulled,
  type PullInput,
  type PullItem,
  pullUpstream,
} from './layers/pull-upstream.ts'
export { listOfOrder } from './layers/pull-order.ts'
export { differenceLayer } from './layers/difference-layer.ts'
export { type Bundle, createBundle, openBundle, type Origin } from './model/bundle.ts'
export {
  bringForward,
  currentPath,
  formatOf,
  formerLists,
} from './model/format-versions/bring-forward.ts'
export { citationTexts } from './model/format-versions/citation-texts.ts'
export {
  type Duty,
  type DutyLimit,
  type DutyReminder,
  type DutySettles,
  type DutyStanding,
  dutyStandingSchema,
} from './model/duty.ts'
export { emittedEvents } from './model/emitted-events.ts'
export { wasErrorIn } from './model/was-error-in.ts'
export { citedPlaces } from './model/references/cited-places.ts'
export { currentFormat } from './model/format-versions/current-format.ts'

// Decisions
export { factIssue, type Facts, factValue, parseFacts } from './decisions/facts.ts'
export { hitPolicyModules } from './decisions/hit-policy.ts'
export { evaluateDecision } from './decisions/evaluate-decision.ts'
export { decideOutcome } from './decisions/plan/decide-outcome.ts'
export type {
  ConditionTrace,
  DecisionAnswer,
  DecisionResult,
  DecisionTrace,
  LineTrace,
  ParameterRead,
  Reason,
} from './decisions/decision-result.ts'
export type { Truth } from './decisions/truth.ts'
export { explainDecision } from './decisions/explain-decision.ts'
export { describeCondition, operatorLabels } from './decisions/describe-condition.ts'
export { describeUnmet } from './decisions/describe-unmet.ts'
export { findWays, type Way } from './decisions/find-ways.ts'
export { outcomeLabel, outcomeName } from './decisions/outcome-words.ts'
export { describeCalendar } from './decisions/describe-calendar.ts'
export { formatDelay } from './decisions/format-delay.ts'
export { reasonAsOf, reasonByIds, reasonByTitles } from './decisions/reason-text.ts'
export { tellableTypes } from './model/named-parameters.ts'
export { formatParameter, formatValue, type ValueDefinition } from './decisions/format-value.ts'
export { compareValues, operandType } from './decisions/compare-values.ts'
export { fitsType } from './decisions/fits-type.ts'
export { indexRuleset } from './model/ruleset-index.ts'
export { parameterAsOf } from './decisions/parameter-value.ts'
export { durationSeconds } from './model/duration.ts'
export { formatDuration, formatWorkingTime, readSpan } from './model/duration-words.ts'
export { formatMoment } from './model/moment-words.ts'
export { readDelay } from './decisions/read-delay.ts'

// Formulas
export type {
  Formula,
  FormulaExpression,
  FormulaIssue,
  FormulaReference,
  FormulaSignature,
} from './formulas/formula.ts'
export { factsReadBy } from './assessment/facts-read-by.ts'
export { factsOf } from './model/references/facts-of.ts'
export { reachReferences } from './model/references/reach-references.ts'
export type { Reference } from './model/references/reference.ts'
export { referencesOf } from './model/references/references-of.ts'
export { parseFormula } from './formulas/parse-formula.ts'
export { formulaNames, formulaReferences } from './formulas/formula-parts.ts'
export { findFormulaCycles } from './formulas/find-formula-cycles.ts'
export { formulaValue } from './formulas/formula-value.ts'
export { unitOfSignature } from './formulas/unit-of.ts'
export { printFormula } from './formulas/print-formula.ts'
export { checkFormula, type ExpectedUnit, indicatorSignature } from './formulas/check-formula.ts'
export { explainFormula, type FormulaTitle } from './formulas/explain-formula.ts'
export { formatQuantity } from './formulas/format-quantity.ts'
export { evaluateFormula } from './formulas/evaluate-formula.ts'
export type {
  FormulaOutcome,
  FormulaTrace,
  FormulaValue,
  ReadFormula,
} from './formulas/formula-result.ts'

// Pathways
export { caseRecord, type LoggedCase } from './pathways/case-record.ts'
export { firstDueTimer } from './pathways/first-due-timer.ts'
export { actingUnit, handOver } from './pathways/acting-unit.ts'
export { migrateCase, restingStates } from './pathways/migrate-case.ts'
export type { Migration, StateChoices } from './pathways/migrate-case.ts'
export { type Replay, replayCase, type ReplayedStep } from './pathways/replay-case.ts'
export type { ReplayedMigration, ReplayInput } from './pathways/replay-case.ts'
export { startCase, step } from './pathways/step.ts'
export type { CaseEvent, StepResult } from './pathways/step-result.ts'
export {
  type CaseDuty,
  type DutyChange,
  dutyCounts,
  dutyDueTimes,
  dutyStanding,
  dutyStandings,
  isLatenessUnknown,
  isOpenDuty,
} from './pathways/duties/case-duty.ts'
export { describeDuty } from './pathways/duties/describe-duty.ts'
export { dutyChangeNames, dutyStandingNames } from './pathways/duties/duty-words.ts'

export {
  countUntimed,
  dueAfter,
  recountTimers,
  withHolidays,
  yearMissingIn,
} from './pathways/recount-timers.ts'
export { type AvailableEvent, availableEvents } from './pathways/available-events.ts'
export { waitingParties } from './pathways/waiting-parties.ts'
export {
  type CaseSnapshot,
  type RequestedAction,
  type Timer,
  type UntimedTimer,
} from './pathways/case-snapshot.ts'
export {
  nodesOf,
  type OutgoingTransition,
  namedPath,
  statePath,
  type StateValue,
  stateAt,
  type StateNode,
  pathwayRoot,
  statesOf,
  targetPath,
  transitionsOf,
} from './model/state-nodes.ts'
export {
  addDays,
  addMilliseconds,
  dateOf,
  endOfDay,
  momentAt,
  workingDaysMilliseconds,
  workingTimeMilliseconds,
} from './model/calendar.ts'

// Assessment
export type {
  AssessedFigures,
  AssessmentInput,
  CaseRecord,
  Figure,
  Figures,
} from './assessment/assessment-input.ts'
export { directoryFactIds, directoryFacts } from './model/org-unit.ts'
export { type EndOfUnit, type OrgUnit, successorOf, tierCode, tiersOf } from './model/org-unit.ts'
export { unitLabels } from './model/unit-labels.ts'
export type {
  AssessmentResult,
  ExactNumber,
  GroupResult,
  IndicatorResult,
  ScoreCard,
} from './assessment/assessment-result.ts'
export { assess } from './assessment/assess.ts'
export { assessRates, type RateResult } from './assessment/assess-rates.ts'
export { contributingCases } from './assessment/contributing-cases.ts'
export { namedYears } from './assessment/baseline-years.ts'
export { createTally, sumParts, type Tally, type TallySlice } from './assessment/create-tally.ts'
export { fractionOfExact, writtenNumber } from './assessment/exact-number.ts'
export {
  baselinePeriod,
  monthsOf,
  type Period,
  periodOf,
  periodOfDay,
  previousPeriod,
} from './assessment/period.ts'
export { type RateGroup, ratesByGroup, type RateStatus } from './assessment/rates-by-group.ts'

// Money
export { computeFund } from './money/compute-fund.ts'
export { postEvents } from './money/post-events.ts'
export { reimburse } from './money/reimburse.ts'
export { settle } from './money/settle.ts'
export { splitMoney } from './money/split-money.ts'
export { splitPool } from './money/split-pool.ts'
export type { Ledger, LedgerEvent, OpenItem, Posting } from './money/ledger.ts'
export type { FundResult, PartResult, PoolResult, WaterfallEntry } from './money/money-result.ts'
export type { MoneyInput, MoneyUnit } from './money/money-unit.ts'
export type { Settlement, SettlementInput } from './money/settlement.ts'

// Made-up data
export { seededRandom } from './proof/generate-facts.ts'

// Checks
export type { ChangedOutcome } from './proof/changes/changed-outcome.ts'
export { type ChangedOutcomes, findChangedOutcomes } from './proof/changes/find-changed-outcomes.ts'
export {
  describeChangedOutcomes,
  type OutcomeChange,
} from './proof/changes/describe-changed-outcomes.ts'
export { type ClauseCoverage, coverRuleset } from './scenarios/cover-ruleset.ts'
export {
  demandedShare,
  type OwnClause,
  shareOfStatements,
  type StatementShare,
} from './scenarios/share-of-statements.ts'
export { findCounterexample } from './proof/find-counterexample.ts'
export { describeRedLineCheck } from './red-lines/red-line-kinds.ts'
export { checkContracts, contractedItems } from './checks/check-contracts.ts'
export {
  type ExceptionStatus,
  exceptionsOver,
  exceptionStatuses,
} from './checks/check-exceptions.ts'
export { describeCause } from './comparison/describe-cause.ts'
export { describeChange } from './comparison/describe-change.ts'
export { describeOrder, describeReordering } from './comparison/describe-order.ts'
export {
  type ContractedPull,
  type ContractedPullItem,
  pullUnderContract,
} from './checks/pull-under-contract.ts'
export { type GovernedChange, governedChanges } from './comparison/governed-changes.ts'
export { describeSides, type Side, type SideRow } from './comparison/describe-sides.ts'
export { checkJurisdictions } from './checks/check-jurisdictions.ts'
export { type CheckOptions, checkRuleset } from './checks/check-ruleset.ts'
export {
  runScenario,
  runScenarios,
  scenariosOf,
  type ScenarioResult,
} from './scenarios/run-scenarios.ts'
export { checkScenarios, describeGroupCause } from './scenarios/check-scenarios.ts'
export {
  acceptGroup,
  type Below,
  type ChangedGroup,
  type ChangedScenario,
  type ToldFinding,
  changedScenarios,
} from './scenarios/changed-scenarios.ts'
export { acceptScenario } from './scenarios/accept-scenario.ts'
export { scenarioKindOf } from './scenarios/scenario-kinds.ts'
