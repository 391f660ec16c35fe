import { ServerError } from '../errors/server-error.ts'
import type { RevisionCondition } from '../operations/context/revision-condition.ts'

/** An entity tag as RFC 9110 writes it. */
interface EntityTag {
  readonly weak: boolean
  /** Between the quotes. */
  readonly text: string
}

/** `"3"`. Pure. */
export function entityTag(revision: number): string {
  return `"${revision}"`
}

/**
 * The revisions an `If-Match` allows (RFC 9110, 13.1.1): `*` any there is, else those listed. Tags are compared
 * strongly, so a weak one matches nothing.
 * @throws ServerError PRECONDITION_MALFORMED
 */
export function revisionsOf(header: string): RevisionCondition {
  const tags = parseTags('If-Match', header)
  if (tags === '*') return '*'
  return tags
    .filter(({ weak, text }) => !weak && /^\d{1,15}$/.test(text))
    .map(({ text }) => Number(text))
}

/** @throws ServerError REVISION_NEEDED when the request does not say what it rests on, PRECONDITION_MALFORMED */
export function neededRevisions(header: string | undefined): RevisionCondition {
  if (header === undefined) throw new ServerError('REVISION_NEEDED')
  return revisionsOf(header)
}

/**
 * Whether an `If-None-Match` names the tag (RFC 9110, 13.1.2), compared weakly: whoever asks has it already.
 * @throws ServerError PRECONDITION_MALFORMED
 */
export function namesTag(header: string, tag: string): boolean {
  const tags = parseTags('If-None-Match', header)
  const [current] = tags === '*' ? [] : parseTags('If-None-Match', tag)
  return tags === '*' || tags.some(({ text }) => text === (current as EntityTag).text)
}

/** One tag of a list, and the comma before the next. Empty members are allowed, as lists of headers have them. */
const member = /\s*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)")?\s*(,|$)/y

function parseTags(name: string, header: string): '*' | EntityTag[] {
  const text = header.trim()
  if (text === '*') return '*'
  const tags: EntityTag[] = []
  member.lastIndex = 0
  while (member.lastIndex < text.length) {
    const found = member.exec(text)
    if (found === null) break
    if (found[2] !== undefined) tags.push({ weak: found[1] !== undefined, text: found[2] })
    if (found[3] === '' && member.lastIndex === text.length) return tags
  }
  if (member.lastIndex === text.length && tags.length > 0) return tags
  throw new ServerError('PRECONDITION_MALFORMED', { header: name, actual: header.slice(0, 100) })
}
