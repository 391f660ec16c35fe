import type { OperationContext } from '../../context/operation-context.ts'
import { countWalked, forNextCases, type WalkPlace } from '../walk-cases.ts'
import { type RunningCase, runningOn } from './running-cases.ts'

/** How far a migration is. */
export interface MigrationProgress {
  readonly after: WalkPlace | null
  readonly total: number
  readonly moved: number
  /** Those that were left where they are. */
  readonly left: number
}

/** What became of a case; `other`: it is none of those that are moved. */
export type MovedOne = 'moved' | 'left' | 'other'

/** Moves the next cases that run on some versions, each by itself, and tells how far that is and whether that was all. */
export async function moveNext(
  context: OperationContext,
  { on, from }: { readonly on: readonly string[]; readonly from: MigrationProgress | null },
  move: (found: RunningCase) => Promise<MovedOne>,
): Promise<MigrationProgress & { readonly over: boolean }> {
  const walk = runningOn(on)
  const { total, ...begun } = from ?? {
    after: null,
    total: await countWalked(context, walk),
    moved: 0,
    left: 0,
  }
  let { moved, left } = begun
  const { after, over } = await forNextCases<RunningCase>(
    context,
    { walk, after: begun.after, only: ['createdAt', 'ruleset'] },
    async (found) => {
      const became = await move(found)
      if (became === 'moved') moved++
      else if (became === 'left') left++
    },
  )
  return { after, total, moved, left, over }
}
