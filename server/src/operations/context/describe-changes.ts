import type { Text } from '@jieli/engine'
import type { RecordedChange } from '../../documents/recorded-change.ts'
import type { ChangeSince } from './revision-condition.ts'

/** Recorded changes with the label of what was done. Pure. */
export function describeChanges(
  changes: readonly RecordedChange[] | undefined,
  labels: Readonly<Record<string, Text>>,
): readonly ChangeSince[] {
  return (changes ?? []).map(({ action, ...change }) => ({
    ...change,
    what: labels[action] ?? { zh: action, en: action },
  }))
}
