import { type Condition, conditionSchema } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addTo,
  canUnwrap,
  childrenOf,
  type ConditionPath,
  conditionAt,
  regroupAt,
  removeAt,
  replaceAt,
  unwrapAt,
  wrapAt,
} from '../../designer/src/editor/conditions/condition-tree.ts'

const leaf = (name: string): Condition => ({ condition: name })
const tree: Condition = { all: [leaf('a'), { any: [leaf('b'), { not: leaf('c') }] }] }

describe('a condition being built', () => {
  it('is changed at one place and nowhere else', () => {
    expect(replaceAt(tree, [1, 1, 0], leaf('d'))).toEqual({
      all: [leaf('a'), { any: [leaf('b'), { not: leaf('d') }] }],
    })
    expect(replaceAt(tree, [7], leaf('d'))).toEqual(tree)
  })

  it('opens an all group when something is added beside a single part', () => {
    expect(addTo(leaf('a'), [], leaf('b'))).toEqual({ all: [leaf('a'), leaf('b')] })
    expect(addTo(tree, [1], leaf('d'))).toEqual({
      all: [leaf('a'), { any: [leaf('b'), { not: leaf('c') }, leaf('d')] }],
    })
  })

  it('loses a negation with what it negates', () => {
    expect(removeAt(tree, [1, 1, 0])).toEqual({ all: [leaf('a'), { any: [leaf('b')] }] })
  })

  it('loses a group with its last part, up to the root', () => {
    expect(removeAt({ all: [{ any: [leaf('a')] }] }, [0, 0])).toBeUndefined()
    expect(removeAt({ all: [leaf('b'), { any: [leaf('a')] }] }, [1, 0])).toEqual({
      all: [leaf('b')],
    })
  })

  it('dissolves a group into one of its own kind, never into another', () => {
    const nested: Condition = { all: [leaf('a'), { all: [leaf('b'), leaf('c')] }] }
    expect(unwrapAt(nested, [1])).toEqual({ all: [leaf('a'), leaf('b'), leaf('c')] })
    expect(canUnwrap(tree, [1])).toBe(false)
    expect(unwrapAt(tree, [1])).toEqual(tree)
  })
})

const arbitraryCondition: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', 'c').map(leaf),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('node').map((not) => ({ not })),
  ),
})).node

function paths(condition: Condition, path: ConditionPath = []): ConditionPath[] {
  return [path, ...childrenOf(condition).flatMap((child, place) => paths(child, [...path, place]))]
}

const anyPlace = arbitraryCondition.chain((root) =>
  fc.record({ root: fc.constant(root), path: fc.constantFrom(...paths(root)) }),
)

describe('every edit of every condition', () => {
  it('leaves a condition the model accepts, without an empty group', () => {
    fc.assert(
      fc.property(anyPlace, ({ root, path }) => {
        const edits = [
          addTo(root, path, leaf('x')),
          removeAt(root, path),
          unwrapAt(root, path),
          regroupAt(root, path, 'any'),
          wrapAt(root, path, 'not'),
          wrapAt(root, path, 'any'),
        ]
        for (const edited of edits)
          if (edited !== undefined) expect(conditionSchema.safeParse(edited).success).toBe(true)
      }),
    )
  })

  it('takes a wrapping away again', () => {
    fc.assert(
      fc.property(anyPlace, fc.constantFrom('all', 'any', 'not'), ({ root, path }, kind) => {
        expect(unwrapAt(wrapAt(root, path, kind as 'all'), path)).toEqual(root)
      }),
    )
  })

  it('keeps what stands at the place when it is put back', () => {
    fc.assert(
      fc.property(anyPlace, ({ root, path }) => {
        const part = conditionAt(root, path)
        expect(part && replaceAt(root, path, part)).toEqual(root)
      }),
    )
  })
})
