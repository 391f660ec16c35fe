import type { DatedValue, Value } from '@jieli/engine'
import { readDraft, saveDraft } from '../api/rulesets.ts'

/**
 * Copies a value into the draft of a ruleset, from a day on. A value that begins on that day is replaced.
 * @throws {ApiError} when the draft cannot be saved
 */
export async function copyValue(copy: {
  readonly into: string
  readonly parameter: string
  readonly value: Value
  readonly from: string
}): Promise<void> {
  const { revision, ruleset } = await readDraft(copy.into)
  const dated: DatedValue = { from: copy.from, value: copy.value }
  const parameters = ruleset.parameters.map((parameter) =>
    parameter.id === copy.parameter
      ? { ...parameter, values: withValue(parameter.values, dated) }
      : parameter,
  )
  await saveDraft(copy.into, revision, { ...ruleset, parameters })
}

/** The values with one more, by date. Pure. */
export function withValue(values: readonly DatedValue[], dated: DatedValue): DatedValue[] {
  return [...values.filter(({ from }) => from !== dated.from), dated].toSorted((a, b) =>
    a.from < b.from ? -1 : 1,
  )
}
