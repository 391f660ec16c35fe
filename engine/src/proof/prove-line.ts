import type { Bundle } from '../model/bundle.ts'
import type { Condition } from '../model/condition.ts'
import { conditionReferences } from '../model/references/condition-references.ts'
import type { Reference } from '../model/references/reference.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Claim } from './claim-standing.ts'
import { type Proof, proveClaims } from './find-counterexample.ts'
import { daysOfChange } from '../decisions/rules-days.ts'

/** What a red line's proof starts from or ends with, read in a ruleset. */
export interface LineClaim {
  readonly ruleset: Ruleset
  readonly claim:
    | { readonly condition: Condition }
    | { readonly decision: string; readonly outcomes: readonly Outcome[] }
}

/** What a day's proof found, and the day. */
export type Breach = Exclude<Proof, { kind: 'holds' }> & { readonly asOf: string }

export interface LineProof {
  /** The first day's breach, if there is one. */
  readonly breach?: Breach
  /** Parameters without any value for which the proof waits. */
  readonly open: readonly string[]
}

/** Proves that a premise implies a conclusion on every day on which an answer either rests on could change. Pure. */
export function proveLine(premise: LineClaim, conclusion: LineClaim): LineProof {
  const days = [premise, conclusion].flatMap(({ ruleset, claim }) =>
    daysOfChange(ruleset, referencesOfClaim(claim)),
  )
  const pair = { premise: claimOf(premise), conclusion: claimOf(conclusion) }
  const open = new Set<string>()
  for (const asOf of [...new Set(days)].toSorted()) {
    const proof = proveClaims({ ...pair, asOf })
    if (proof.kind !== 'holds') return { breach: { ...proof, asOf }, open: [] }
    for (const id of proof.open) open.add(id)
  }
  const { parameters } = premise.ruleset
  const empty = parameters.filter(({ id, values }) => open.has(id) && values.length === 0)
  return { open: empty.map(({ id }) => id) }
}

function referencesOfClaim(claim: LineClaim['claim']): readonly Reference[] {
  return 'condition' in claim
    ? conditionReferences(claim.condition, '')
    : [{ list: 'decisions', id: claim.decision, path: '' }]
}

function claimOf({ ruleset, claim }: LineClaim): Claim {
  // Only searched in, never kept: it needs no hash.
  const bundle: Bundle = { hash: '', ruleset, origin: {} }
  return { bundle, ...claim }
}
