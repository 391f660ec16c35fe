import type { TestedMutation } from './test-mutations.ts'

/** How the variants of one kind fared. */
export interface MutationKindCount {
  readonly kind: string
  readonly weakened: boolean
  readonly tried: number
  readonly refused: number
  readonly acknowledge: number
  readonly through: number
}

/** Counts by kind, weakening first, each in the order of names. Pure. */
export function countMutationKinds(
  tested: readonly TestedMutation[],
): readonly MutationKindCount[] {
  const kinds = Map.groupBy(tested, ({ weakened, kind }) => `${weakened ? 0 : 1} ${kind}`)
  return [...kinds]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, variants]) => {
      const [first] = variants
      if (first === undefined) return []
      const count = (fate: TestedMutation['fate']) =>
        variants.filter((variant) => variant.fate === fate).length
      return [
        {
          kind: first.kind,
          weakened: first.weakened,
          tried: variants.length,
          refused: count('refused'),
          acknowledge: count('acknowledge'),
          through: count('through'),
        },
      ]
    })
}
