import { formatMoment, type Issue, type Text } from '@jieli/engine'
import { type ErrorCode, errorCatalogue } from './catalogue.ts'

/** A value to put in an error's sentence: one for both languages, or one for each. */
export type ErrorValue = string | number | Text

/** What somebody asked for who had no right to it: kept in the audit log, never told to them. */
export interface RefusedAccess {
  /** What they asked for: a case, a ruleset, a run. */
  readonly target: string
  /** The county it belongs to; absent for what belongs to none. */
  readonly county?: string | undefined
}

/** An error a person or a program outside can do something about. Its code is in the catalogue. */
export class ServerError extends Error {
  override readonly name = 'ServerError'
  readonly code: ErrorCode
  readonly status: number
  /** What happened, in both languages. */
  readonly text: Text
  readonly issues: readonly Issue[] | undefined
  /** Further members of the reply, such as the present revision. */
  readonly extra: Readonly<Record<string, unknown>>
  /** Set where a right was missing for one thing of a place, as against a right nobody gave. */
  readonly refused: RefusedAccess | undefined
  /** Seconds after which trying again makes sense. */
  readonly retryAfter: number | undefined

  constructor(
    code: ErrorCode,
    values: Readonly<Record<string, ErrorValue>> = {},
    more: {
      issues?: readonly Issue[]
      extra?: Readonly<Record<string, unknown>>
      refused?: RefusedAccess
      /** The sentences, where they are filled in already: on another thread. */
      text?: Text
      /** What went wrong underneath: for the log, never for the reply. */
      cause?: unknown
      retryAfter?: number
    } = {},
  ) {
    const entry = errorCatalogue[code]
    const text = more.text ?? {
      zh: fillTemplate(entry.zh, values, 'zh'),
      en: fillTemplate(entry.en, values, 'en'),
    }
    super(`${code}: ${text.en}`, 'cause' in more ? { cause: more.cause } : {})
    this.code = code
    this.status = entry.status
    this.text = text
    this.issues = more.issues
    this.extra = more.extra ?? {}
    this.refused = more.refused
    this.retryAfter = more.retryAfter
  }
}

/** Puts values in the place of `{name}`. Pure. */
function fillTemplate(
  template: string,
  values: Readonly<Record<string, ErrorValue>>,
  language: 'zh' | 'en',
): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    return formatMoment(typeof value === 'object' ? value[language] : String(value))
  })
  return filled.trim()
}
