import { type Facts, parseFacts } from '../decisions/facts.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Text } from '../model/text.ts'

/** Goes on with the facts of a scenario, or gives what is wrong with them. */
export function withFacts(
  { ruleset }: Bundle,
  input: unknown,
  run: (facts: Facts) => readonly Text[],
): readonly Text[] {
  const { facts, issues } = parseFacts(ruleset, input)
  return issues.length > 0 ? issues.map(({ message }) => message) : run(facts)
}
