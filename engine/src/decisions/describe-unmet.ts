import type { Ruleset } from '../model/ruleset.ts'
import type { Language } from '../model/text.ts'
import type { ConditionTrace } from './decision-result.ts'
import { describeTest } from './describe-condition.ts'
import { opposite } from './holding-tests.ts'

/**
 * What a condition that does not hold still lacks, with its "and" and "or": all of it has to come true for the
 * condition to hold. Empty for one that holds. Pure.
 */
export function describeUnmet(ruleset: Ruleset, trace: ConditionTrace, language: Language): string {
  return unmet(trace, true, (test) => describeTest(ruleset, test, language), joiners[language]).text
}

interface Lacking {
  readonly text: string
  /** True where the text needs brackets inside another list. */
  readonly isList: boolean
}

type Joiner = (typeof joiners)[Language]

const joiners = {
  zh: { and: '，且', or: '，或', group: (text: string) => `（${text}）` },
  en: { and: ' and ', or: ' or ', group: (text: string) => `(${text})` },
} as const

function unmet(
  trace: ConditionTrace,
  wanted: boolean,
  describe: (test: ConditionTrace & { kind: 'test' }) => string,
  words: Joiner,
): Lacking {
  if (trace.result === wanted) return { text: '', isList: false }
  if (trace.kind === 'test')
    return { text: describe(wanted ? trace : opposite(trace)), isList: false }
  const inner = trace.kind === 'not' ? !wanted : wanted
  const parts = trace.children
    .map((child) => unmet(child, inner, describe, words))
    .filter(({ text }) => text !== '')
  const [only, ...others] = parts
  if (only === undefined || others.length === 0) return only ?? { text: '', isList: false }
  // `all` needs every part; a denied `any` does too. The other two need one.
  const every = trace.kind === 'any' ? !wanted : wanted
  const told = [...new Set(parts.map((part) => (part.isList ? words.group(part.text) : part.text)))]
  return { text: told.join(every ? words.and : words.or), isList: told.length > 1 }
}
