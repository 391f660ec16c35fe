/**
 * The second opinion: json-rules-engine judging our evaluator. A door of its own, because only the server
 * and the tests need that library.
 *
 * @module
 */
export { compareWithJudge, type JudgeOptions } from './interchange/compare-with-reference.ts'
export { type Judgement, judgeDecision } from './interchange/reference-evaluator.ts'
export { createFactGenerator, seededRandom } from './proof/generate-facts.ts'
export { toJsonFacts, toJsonRules } from './interchange/to-json-rules.ts'
