import type { Json } from '../model/json.ts'
import { type Language, languages, type Text } from '../model/text.ts'

/** Where in a scenario an expectation stands: `['expect', 'outcome']`, `['steps', 2, 'expect', 'state']`. */
export type ExpectationPath = readonly (string | number)[]

/** One expectation that comes out otherwise. */
export interface Difference {
  readonly at: ExpectationPath
  readonly wanted: Json
  /** What comes out; absent where there is nothing of the kind. */
  readonly found?: Json
  /** What is spoken of: the outcome, a state, the share of a unit. */
  readonly subject: Text
  readonly was: Text
  readonly now: Text
}

/** Why a scenario cannot be tried at all: what it speaks of is not there. No other expectation would make it pass. */
export interface Fault {
  readonly fault: Text
}

export type Finding = Difference | Fault

export function isFault(finding: Finding): finding is Fault {
  return 'fault' in finding
}

/** A finding as one sentence: what was expected, and what was found. Pure. */
export function describeFinding(finding: Finding): Text {
  if (isFault(finding)) return finding.fault
  const { subject, was, now } = finding
  return {
    zh: `${subject.zh}应为 ${was.zh}，实为 ${now.zh}`,
    en: `${subject.en}: expected ${was.en}, found ${now.en}`,
  }
}

/** A text made in each language. Pure. */
export function inBoth(format: (language: Language) => string): Text {
  const [zh = '', en = ''] = languages.map(format)
  return { zh, en }
}
