/**
 * The second opinion: json-rules-engine as a reference for our evaluator. A door of its own, because only the server
 * and the tests need that library.
 *
 * @module
 */
export {
  compareWithReference,
  type ReferenceOptions,
} from './interchange/compare-with-reference.ts'
export { type ReferenceResult, evaluateByReference } from './interchange/reference-evaluator.ts'
export { createFactGenerator, seededRandom } from './proof/generate-facts.ts'
export { toJsonFacts, toJsonRules } from './interchange/to-json-rules.ts'
