import {
  evaluateDecision,
  hasErrors,
  jsonEqual,
  openBundle,
  parseFacts,
  type Outcome,
  rulesetSchema,
  type Bundle,
} from '@jieli/engine'
import type { Receipt, ReceiptRules } from '../../../contracts/receipt.ts'
import { presentDecision } from '../../decisions/present-decision.ts'
import { type CaseRerun, rerunCase } from './rerun-case.ts'

/** What came of deciding again what a receipt tells of. */
export type ReceiptCheck =
  /** The rules in it are not those it names, or cannot be read by this program. */
  | { readonly kind: 'rules'; readonly holds: false }
  /** The rules know no such facts as those it was decided over. */
  | { readonly kind: 'facts'; readonly holds: false }
  | {
      readonly kind: 'decision'
      readonly holds: boolean
      readonly was: Outcome
      readonly now: Outcome
      /** Whether it is put in the same words; that may differ while the decision holds. */
      readonly sameWords: boolean
    }
  | ({ readonly kind: 'case'; readonly holds: boolean } & CaseRerun)

/** Decides again, by the rules in the receipt, what it tells of. The signature is looked at elsewhere. Pure. */
export function checkReceipt({ rules, about }: Receipt): ReceiptCheck {
  const bundles = new Map<string, Bundle>()
  for (const each of rules) {
    const opened = openRules(each)
    if (opened === undefined) return { kind: 'rules', holds: false }
    bundles.set(opened.hash, opened)
  }
  if (about.kind === 'case') {
    const rerun = rerunCase(bundles, about.case)
    const holds = rerun.rests && rerun.differences.length === 0
    return { kind: 'case', holds, ...rerun }
  }
  const { answer, facts, asOf } = about
  const bundle = bundles.get(answer.bundle.hash)
  if (bundle?.ruleset.decisions.some(({ id }) => id === answer.decision) !== true)
    return { kind: 'rules', holds: false }
  const given = parseFacts(bundle.ruleset, facts)
  if (hasErrors(given.issues)) return { kind: 'facts', holds: false }
  const result = evaluateDecision(bundle, answer.decision, given.facts, asOf)
  const shown = presentDecision(bundle, result)
  const came = (of: typeof answer | typeof shown) => ({
    outcome: of.outcome,
    outputs: of.outputs,
    hits: of.hits,
    needs: of.needs.map(({ fact }) => fact),
    missingParameters: of.missingParameters,
    reasons: of.reasons.map(({ rule, outcome, cites, origin }) => ({
      rule,
      outcome,
      cites: cites.map(({ document, clause }) => `${document}#${clause}`),
      origin,
    })),
  })
  return {
    kind: 'decision',
    holds: jsonEqual(came(shown), came(answer)) && jsonEqual(result.effects, answer.effects),
    was: answer.outcome,
    now: result.outcome,
    sameWords: jsonEqual(shown.explanation, answer.explanation),
  }
}

/** The rules, if they are what their hash says and of a form this program reads. */
function openRules({ content, origin, hash }: ReceiptRules): Bundle | undefined {
  const opened = openBundle({ ruleset: content, origin }, hash)
  if (opened === undefined) return undefined
  return rulesetSchema.safeParse(opened.ruleset).success ? opened : undefined
}
