/** A change as a document keeps it, so that whoever worked on an earlier revision can be told what has changed since. */
export interface RecordedChange {
  readonly revision: number
  readonly at: string
  /** Who made it, by their title. */
  readonly by: string
  readonly action: string
  /** Paths or ids of what was changed; the first of them where they are many. */
  readonly items: readonly string[]
}

/** A document keeps so many of its latest changes; the audit log keeps all. */
const kept = 30
/** And of each so many of the things it changed. */
const keptItems = 50

/** The changes of a document with one more. Pure. */
export function withChange(
  before: readonly RecordedChange[] | undefined,
  change: RecordedChange,
): readonly RecordedChange[] {
  const items = change.items.slice(0, keptItems)
  return [...(before ?? []), { ...change, items }].slice(-kept)
}
