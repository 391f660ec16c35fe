import {
  createBundle,
  evaluateDecision,
  explainDecision,
  type Facts,
  indexRuleset,
} from '@jieli/engine'
import {
  createFactGenerator,
  evaluateByReference,
  seededRandom,
  toJsonFacts,
  toJsonRules,
} from '@jieli/engine/agreement'
import { loadRuleset } from '@jieli/server/rulesets'
import { Engine } from 'json-rules-engine'
import { printRace, race } from './measure.ts'

const asOf = '2026-01-05'
/** The largest decision of the plan: one table, a row for each pair of units. */
const decision = 'relationMatrix'

/** Decisions per second with the full explanation, beside json-rules-engine on the same rules and facts. */
export async function benchDecisions(): Promise<void> {
  const { resolved } = await loadRuleset('district-plan-demo')
  if (resolved.ruleset === undefined) throw new Error('The demonstration ruleset does not resolve.')
  const bundle = createBundle(resolved.ruleset, resolved.origin)
  const index = indexRuleset(resolved.ruleset)
  const generate = createFactGenerator(resolved.ruleset, asOf, seededRandom(2026))
  const cases: readonly Facts[] = Array.from({ length: 2000 }, generate)
  const definition = index.decisions.get(decision)
  if (definition === undefined) throw new Error(`There is no decision ${decision}.`)
  const rules = toJsonRules(definition, index, asOf)
  const values = cases.map((facts) => toJsonFacts(facts, index))

  // Both must say the same before their speeds are worth comparing.
  let agreed = 0
  for (const facts of cases.slice(0, 500)) {
    const ours = evaluateDecision(bundle, decision, facts, asOf)
    const theirs = await evaluateByReference(bundle, decision, facts, asOf)
    if (ours.outcome !== theirs.outcome)
      throw new Error(`They disagree on ${JSON.stringify(facts)}.`)
    agreed += 1
  }
  const at = <T>(items: readonly T[], n: number): T => items[n % items.length] as T
  const reused = new Engine([...rules])
  const figures = await race(
    [
      {
        name: 'json-rules-engine, engine reused (events only)',
        run: async (count) => {
          for (let n = 0; n < count; n++) await reused.run(at(values, n))
        },
      },
      {
        name: 'json-rules-engine, new engine per decision',
        run: async (count) => {
          for (let n = 0; n < count; n++) await new Engine([...rules]).run(at(values, n))
        },
      },
      {
        name: 'Jieli: outcome with the full trace',
        run: (count) => {
          for (let n = 0; n < count; n++) evaluateDecision(bundle, decision, at(cases, n), asOf)
        },
      },
      {
        name: 'Jieli: full trace and the explanation in Chinese',
        run: (count) => {
          for (let n = 0; n < count; n++)
            explainDecision(bundle, evaluateDecision(bundle, decision, at(cases, n), asOf), 'zh')
        },
      },
      {
        name: 'Jieli: the explanation in both languages',
        run: (count) => {
          for (let n = 0; n < count; n++) {
            const result = evaluateDecision(bundle, decision, at(cases, n), asOf)
            explainDecision(bundle, result, 'zh')
            explainDecision(bundle, result, 'en')
          }
        },
      },
    ],
    { rounds: 5, milliseconds: 600 },
  )
  printRace(
    `Decisions: the relation matrix, ${rules.length} rows, known facts; ${agreed} of ${agreed} outcomes equal`,
    'decisions/s',
    figures,
  )
}
