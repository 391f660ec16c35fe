import type { Text } from '@jieli/engine'
import type { ErrorCode } from '../../errors/catalogue.ts'
import { type ErrorValue, ServerError } from '../../errors/server-error.ts'

/** The revisions a change may meet: those its sender saw, or whichever there is. */
export type RevisionCondition = '*' | readonly number[]

/** True when a change may meet this revision. Pure. */
export function meetsRevision(condition: RevisionCondition, revision: number): boolean {
  return condition === '*' || condition.includes(revision)
}

/** Something that was changed, for somebody who worked on what was there before. */
export interface ChangeSince {
  /** The revision the change made. */
  readonly revision: number
  readonly at: string
  /** Who made it, by their title. */
  readonly by: string
  /** What was done. */
  readonly what: Text
  /** What of it was changed, where it has parts: paths or ids. */
  readonly items?: readonly string[]
}

/** More changes than these are counted and not named in the sentence; the reply lists them all. */
const namedInSentence = 3

/**
 * The error for a change that rests on a revision that is past: with the present revision and what was changed since,
 * as far as that is known. Pure.
 * @param changes every change that is known, oldest first
 */
export function staleError(
  code: ErrorCode,
  stale: {
    readonly condition: RevisionCondition
    readonly revision: number
    readonly changes: readonly ChangeSince[]
    readonly values?: Readonly<Record<string, ErrorValue>>
    readonly extra?: Readonly<Record<string, unknown>>
  },
): ServerError {
  const { condition, revision, values, extra } = stale
  const seen = condition === '*' ? [] : condition.filter((each) => each <= revision)
  // Who names no revision that ever was is told of everything.
  const last = Math.max(0, ...seen)
  const changes = stale.changes.filter((change) => change.revision > last)
  const expected = condition === '*' ? '*' : condition.join(', ')
  return new ServerError(
    code,
    { ...values, revision, expected: expected === '' ? '—' : expected, since: sentence(changes) },
    { extra: { ...extra, revision, changedSince: changes } },
  )
}

function sentence(changes: readonly ChangeSince[]): Text {
  if (changes.length === 0) return { zh: '', en: '' }
  const named = changes.slice(-namedInSentence)
  const more = changes.length - named.length
  const zh = named.map(
    ({ at, by, what, items }) => `${by}于 ${minuteOf(at)} ${what.zh}${list(items, '：', '、')}`,
  )
  const en = named.map(
    ({ at, by, what, items }) => `${what.en} by ${by} at ${minuteOf(at)}${list(items, ': ', ', ')}`,
  )
  return {
    zh: `此后的改动：${more > 0 ? `较早的 ${more} 项；` : ''}${zh.join('；')}。`,
    en: `Changed since: ${more > 0 ? `${more} earlier; ` : ''}${en.join('; ')}.`,
  }
}

/** At most so many parts are named in the sentence. */
const namedItems = 5

function list(items: readonly string[] | undefined, before: string, between: string): string {
  if (items === undefined || items.length === 0) return ''
  const more = items.length > namedItems ? '…' : ''
  return `${before}${items.slice(0, namedItems).join(between)}${more}`
}

/** `2025-03-03T09:00:00.000+08:00` as people read it. */
function minuteOf(at: string): string {
  return at.slice(0, 16).replace('T', ' ')
}
