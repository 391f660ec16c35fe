import { type Facts, parseFacts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Issue } from '../model/issue.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Fault, Finding } from './finding.ts'

/** Goes on with the facts of a scenario, or says which of them cannot be given here. */
export function withFacts(
  { ruleset }: Bundle,
  input: unknown,
  run: (facts: Facts) => readonly Finding[],
): readonly Finding[] {
  const { facts, issues } = parseFacts(ruleset, input)
  return issues.length > 0 ? wrongFacts(ruleset, issues) : run(facts)
}

/** Why facts that a scenario gives cannot be given here: by title where the fact is still there. Pure. */
export function wrongFacts(ruleset: Ruleset, issues: readonly Issue[]): readonly Fault[] {
  const { facts } = indexRuleset(ruleset)
  const titles = new Set(issues.map(({ path }) => facts.get(path.split('/').at(-1) ?? '')?.title))
  return [...titles].map((title) => ({
    fault:
      title === undefined
        ? {
            zh: '情景给出的事实中，有的在本规则集中已经没有',
            en: 'it gives facts that are no longer in this ruleset',
          }
        : {
            zh: `情景所给的“${title.zh}”在本规则集中不再是可用的取值`,
            en: `the value it gives for "${title.en}" can no longer be given here`,
          },
  }))
}
