import type { BindingSet } from '../layers/gather-binding.ts'
import type { Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { checkRuleset } from '../checks/check-ruleset.ts'
import { dayOfTrial } from './day-of-trial.ts'
import type { Mutation } from './mutation.ts'

/** How one variant fared. */
export interface TestedMutation {
  readonly id: string
  readonly kind: string
  readonly weakened: boolean
  readonly description: Text
  /** `refused`: an error; `acknowledge`: somebody has to take it on in words; `through`: neither. */
  readonly fate: 'refused' | 'acknowledge' | 'through'
  /** What stopped it: a guard's issue before any other. */
  readonly issue?: Issue
}

export interface TestedMutations {
  readonly tested: readonly TestedMutation[]
  /** Weakened and let through. */
  readonly survivors: readonly TestedMutation[]
  /** Harmless and refused. */
  readonly falseAlarms: readonly TestedMutation[]
  /** Harmless, and yet somebody has to take it on in words. */
  readonly needlessQuestions: readonly TestedMutation[]
}

/** Tests variants as children of the ruleset, about to be published. Pure. */
export function testMutations(ruleset: Ruleset, mutations: readonly Mutation[]): TestedMutations {
  const test = createMutationTester(ruleset)
  return summariseMutations(mutations.map((mutation) => test(mutation)))
}

/**
 * Tests one variant after another, for a reader that wants to show how far it has come. A variant is stopped by what the
 * checks find in it and not in the ruleset itself. Pure.
 * @param bound what binds the ruleset from above; a variant that says it rests on something else is tested with how that stands
 */
export function createMutationTester(
  ruleset: Ruleset,
  bound?: BindingSet,
): (mutation: Mutation, binding?: BindingSet) => TestedMutation {
  const asOf = dayOfTrial(ruleset)
  const stopping = (variant: Ruleset, binding: BindingSet | undefined) =>
    checkRuleset(variant, { parent: ruleset, binding, publishing: true, asOf }).filter(
      ({ severity }) => severity === 'error' || severity === 'acknowledge',
    )
  const known = new Set(stopping(ruleset, bound).map(nameOf))
  return ({ ruleset: variant, ...mutation }, binding = bound) => {
    const found = stopping(variant, binding).filter((issue) => !known.has(nameOf(issue)))
    const errors = found.filter(({ severity }) => severity === 'error')
    const issue = errors.find(({ code }) => guards.test(code)) ?? errors[0] ?? found[0]
    if (issue === undefined) return { ...mutation, fate: 'through' }
    return { ...mutation, fate: errors.length > 0 ? 'refused' : 'acknowledge', issue }
  }
}

const guards = /^(?:RED_LINE|CONTRACT|EXCEPTION|GUARD|BINDING)/

function nameOf({ code, path, redLine = '' }: Issue): string {
  return `${code} ${path} ${redLine}`
}

/** Sorts out what went wrong. Pure. */
export function summariseMutations(tested: readonly TestedMutation[]): TestedMutations {
  const of = (weakened: boolean, fate: TestedMutation['fate']) =>
    tested.filter((one) => one.weakened === weakened && one.fate === fate)
  return {
    tested,
    survivors: of(true, 'through'),
    falseAlarms: of(false, 'refused'),
    needlessQuestions: of(false, 'acknowledge'),
  }
}
