import type { Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { checkRuleset } from '../checks/check-ruleset.ts'
import type { Mutation } from './mutation.ts'

/** How one variant fared. */
export interface TestedMutation {
  readonly id: string
  readonly kind: string
  readonly weakened: boolean
  readonly description: Text
  readonly refused: boolean
  /** What refused it: a guard's issue before any other. */
  readonly issue?: Issue
}

export interface TestedMutations {
  readonly tested: readonly TestedMutation[]
  /** Weakened and let through. */
  readonly survivors: readonly TestedMutation[]
  /** Harmless and refused. */
  readonly falseAlarms: readonly TestedMutation[]
}

/** Tests variants as children of the ruleset: refused when the checks find an error the ruleset itself has not. Pure. */
export function testMutations(ruleset: Ruleset, mutations: readonly Mutation[]): TestedMutations {
  const test = createMutationTester(ruleset)
  return summariseMutations(mutations.map(test))
}

/** Tests one variant after another, for a reader that wants to show how far it has come. Pure. */
export function createMutationTester(ruleset: Ruleset): (mutation: Mutation) => TestedMutation {
  const nameOf = (issue: Issue) => `${issue.code} ${issue.path} ${issue.redLine ?? ''}`
  const known = new Set(errorsOf(ruleset, ruleset).map(nameOf))
  return ({ ruleset: variant, ...mutation }) => {
    const found = errorsOf(variant, ruleset).filter((issue) => !known.has(nameOf(issue)))
    const issue = found.find(({ code }) => guards.test(code)) ?? found[0]
    return { ...mutation, refused: issue !== undefined, ...(issue === undefined ? {} : { issue }) }
  }
}

const guards = /^(?:RED_LINE|CONTRACT|EXCEPTION)/

function errorsOf(ruleset: Ruleset, parent: Ruleset): readonly Issue[] {
  return checkRuleset(ruleset, { parent, publishing: false }).filter(
    (issue) => issue.severity === 'error',
  )
}

/** Sorts out what went wrong. Pure. */
export function summariseMutations(tested: readonly TestedMutation[]): TestedMutations {
  return {
    tested,
    survivors: tested.filter(({ weakened, refused }) => weakened && !refused),
    falseAlarms: tested.filter(({ weakened, refused }) => !weakened && refused),
  }
}
