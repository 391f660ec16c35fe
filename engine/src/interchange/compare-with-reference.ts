import { evaluateDecision } from '../decisions/evaluate-decision.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import { createFactGenerator, seededRandom } from '../proof/generate-facts.ts'
import { evaluateByReference } from './reference-evaluator.ts'

export interface ReferenceOptions {
  readonly seed: number
  /** How many decisions are compared in all. */
  readonly count: number
  /** The deciding day, `YYYY-MM-DD`. */
  readonly asOf: string
}

/**
 * Compares our evaluator with json-rules-engine over generated, fully known facts, decision by decision.
 * Decisions that lack a required parameter are passed over: nothing can be known of them yet.
 * @returns one issue for each decision on which they disagree, with the facts that show it
 */
export async function compareWithReference(
  bundle: Bundle,
  { seed, count, asOf }: ReferenceOptions,
): Promise<readonly Issue[]> {
  const { decisions } = bundle.ruleset
  const generate = createFactGenerator(bundle.ruleset, asOf, seededRandom(seed))
  const rounds = decisions.length === 0 ? 0 : Math.ceil(count / decisions.length)
  const issues = new Map<string, Issue>()
  for (let round = 0; round < rounds; round++) {
    const facts = generate()
    for (const { id } of decisions) {
      if (issues.has(id)) continue
      const ours = evaluateDecision(bundle, id, facts, asOf)
      if (ours.missingParameters.length > 0) continue
      const theirs = await evaluateByReference(bundle, id, facts, asOf)
      if (
        ours.outcome === theirs.outcome &&
        jsonEqual(ours.hits.toSorted(), theirs.hits.toSorted())
      )
        continue
      const show = ({ outcome, hits }: { outcome: string; hits: readonly string[] }) =>
        `${outcome} [${hits.join(', ')}] ${JSON.stringify(facts)}`.slice(0, 1500)
      issues.set(
        id,
        createIssue('EVALUATORS_DISAGREE', `/decisions/${id}`, {
          decision: indexRuleset(bundle.ruleset).decisions.get(id)?.title ?? id,
          ours: show(ours),
          theirs: show(theirs),
        }),
      )
    }
  }
  return [...issues.values()]
}
