import type { ChangedOutcomes, OutcomeChange, Ruleset } from '@jieli/engine'
import type { Terminal } from './terminal.ts'

/** Which cases two rulesets decide otherwise on a day, by decision and pair of outcomes. */
export function printChangedOutcomes(
  terminal: Terminal,
  changes: readonly OutcomeChange[],
  {
    ruleset,
    asOf,
    undecided,
  }: { ruleset: Ruleset; asOf: string } & Pick<ChangedOutcomes, 'undecided'>,
): void {
  const say = (zh: string, en: string) => terminal.line(terminal.say({ zh, en }))
  if (changes.length > 0)
    say(
      `按 ${asOf} 的规则，所需信息齐全时，下列情形的结论不同：`,
      `By the rules of ${asOf}, where all that is asked for is known, these cases are decided otherwise:`,
    )
  for (const { title, was, now, common, cases } of changes) {
    say(`${title.zh}：原“${was.zh}”→ 现“${now.zh}”`, `${title.en}: "${was.en}" → "${now.en}"`)
    if (common !== undefined) say(`  共同条件：${common.zh}`, `  in common: ${common.en}`)
    for (const { conditions } of cases) say(`  - ${conditions.zh}`, `  - ${conditions.en}`)
  }
  const titles = ruleset.decisions
    .filter(({ id }) => undecided.includes(id))
    .map(({ title }) => terminal.say(title))
  if (titles.length > 0)
    say(
      `未能全部列出，可能还有别的情形：${titles.join('、')}。`,
      `There may be more cases than are told of: ${titles.join(', ')}.`,
    )
}
