import type { DatedValue, Issue, Ruleset } from '@jieli/engine'
import { readDraft, saveDraft } from '../../api/rulesets.ts'
import { checkOnce } from '../../editor/problems/check-once.ts'

/** A value to copy: where it goes, and the dated value it becomes there. */
export interface ValueCopy {
  readonly into: string
  readonly parameter: string
  readonly dated: DatedValue
  /** The day on which exceptions must still run. */
  readonly asOf: string
}

/**
 * Copies a value into the draft of a ruleset. What the copy would break there, a contract or a red line, is given back
 * and nothing is saved; an empty list means that it was saved. A value that begins on the same day is replaced.
 * @throws {ApiError} when the draft cannot be read or saved
 */
export async function copyValue(copy: ValueCopy): Promise<readonly Issue[]> {
  const { asOf } = copy
  const { revision, ruleset, parent, base, binding } = await readDraft(copy.into)
  const copied = withCopy(ruleset, copy)
  const rests = { parent: parent ?? undefined, base, binding, asOf }
  const [before = [], after = []] = await checkOnce([
    { ...rests, ruleset },
    { ...rests, ruleset: copied },
  ])
  const broken = newErrors(before, after)
  if (broken.length === 0) await saveDraft(copy.into, revision, copied)
  return broken
}

/** The errors that were not there before. Pure. */
export function newErrors(before: readonly Issue[], after: readonly Issue[]): readonly Issue[] {
  const known = new Set(before.map(keyOf))
  return after.filter((issue) => issue.severity === 'error' && !known.has(keyOf(issue)))
}

function keyOf({ code, path, message }: Issue): string {
  return `${code} ${path} ${message.en}`
}

function withCopy(ruleset: Ruleset, { parameter: id, dated }: ValueCopy): Ruleset {
  const parameters = ruleset.parameters.map((parameter) =>
    parameter.id === id ? { ...parameter, values: withValue(parameter.values, dated) } : parameter,
  )
  return { ...ruleset, parameters }
}

/** The values with one more, by date. Pure. */
export function withValue(values: readonly DatedValue[], dated: DatedValue): DatedValue[] {
  return [...values.filter(({ from }) => from !== dated.from), dated].toSorted((a, b) =>
    a.from < b.from ? -1 : 1,
  )
}
