/**
 * Rulesets weakened on purpose, to see whether the checks and scenarios notice. A door of its own, because only the
 * command line and the tests need it.
 *
 * @module
 */
export { type MutateOptions, mutateRuleset } from './mutations/mutate-ruleset.ts'
export { type Mutation } from './mutations/mutation.ts'
export {
  createMutationTester,
  type TestedMutation,
  type TestedMutations,
  testMutations,
  summariseMutations,
} from './mutations/test-mutations.ts'
export { countMutationKinds, type MutationKindCount } from './mutations/count-kinds.ts'
