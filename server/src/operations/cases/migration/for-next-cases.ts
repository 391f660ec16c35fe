import type { OperationContext } from '../../context/operation-context.ts'
import { type CasePlace, countCasesOn, nextCases, type RunningCase } from './running-cases.ts'

/** So many cases are looked at by one step of a job. */
const perStep = 50

/** How often a lost compare-and-set of a case is tried again. */
export const attempts = 8

/** How far a migration is. */
export interface MigrationProgress {
  readonly after: CasePlace | null
  readonly total: number
  readonly moved: number
  /** Those that were left where they are. */
  readonly left: number
}

/** What became of a case; `other`: it is none of those that are moved. */
export type MovedOne = 'moved' | 'left' | 'other'

/** Moves the next cases that run on some versions, each by itself, and tells how far that is and whether that was all. */
export async function forNextCases(
  context: OperationContext,
  { on, from }: { readonly on: readonly string[]; readonly from: MigrationProgress | null },
  move: (found: RunningCase) => Promise<MovedOne>,
): Promise<MigrationProgress & { readonly over: boolean }> {
  const begun = from ?? { after: null, total: await countCasesOn(context, on), moved: 0, left: 0 }
  const cases = await nextCases(context, on, { after: begun.after, limit: perStep })
  let { moved, left } = begun
  for (const found of cases) {
    const became = await move(found)
    if (became === 'moved') moved++
    else if (became === 'left') left++
  }
  const last = cases.at(-1)
  const after = last === undefined ? begun.after : { value: last.createdAt, id: last.id }
  return { after, total: begun.total, moved, left, over: cases.length < perStep }
}
