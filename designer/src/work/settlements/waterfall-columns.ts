import type { WaterfallEntry } from '@jieli/engine'

/** A column of the waterfall: where it begins and ends, in fen. */
export interface WaterfallColumn {
  readonly id: string
  readonly kind: WaterfallEntry['kind']
  readonly from: number
  readonly to: number
}

/**
 * Where the columns are: a total on the ground, what is taken off hanging from the one before, the parts one on the
 * other until they make up the total they divide. Unknown amounts have no column. Pure.
 */
export function waterfallColumns(entries: readonly WaterfallEntry[]): readonly WaterfallColumn[] {
  const columns: WaterfallColumn[] = []
  let level = 0
  let parts = 0
  for (const { id, kind, amount } of entries) {
    if (amount === null) continue
    if (kind === 'total') {
      columns.push({ id, kind, from: 0, to: amount })
      level = amount
    } else if (kind === 'less') {
      columns.push({ id, kind, from: level, to: level - amount })
      level -= amount
    } else {
      columns.push({ id, kind, from: parts, to: parts + amount })
      parts += amount
    }
  }
  return columns
}
