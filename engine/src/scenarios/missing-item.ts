import type { Text } from '../model/text.ts'
import type { Fault } from './finding.ts'

/** That what a scenario tries is no longer in the ruleset. Pure. */
export function missingItem(noun: Text): Fault {
  return {
    fault: {
      zh: `所试的${noun.zh}在本规则集中已经没有`,
      en: `the ${noun.en} it tries is no longer in this ruleset`,
    },
  }
}
