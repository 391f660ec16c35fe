import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createDocumentStore,
  type DocumentStore,
} from '../../designer/src/document/state/document-store.ts'
import { arbitraryCommand } from './arbitrary-command.ts'
import { sampleRuleset } from './sample-ruleset.ts'

const open = (): DocumentStore =>
  createDocumentStore({ ruleset: sampleRuleset(), parent: null, origin: {}, revision: 0 })

/** Records whose keys people put in an order; in all other objects the order of keys says nothing. */
const ordered = new Set(['states', 'on', 'after', 'when', 'layout'])

/** The document written out in full, the order of states, events and cells included. */
const written = (store: DocumentStore): string =>
  JSON.stringify(store.getState().present, (key, value: unknown) =>
    typeof value !== 'object' || value === null || Array.isArray(value) || ordered.has(key)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  )

describe('the undo law', () => {
  it('undoing everything gives the original document, redoing everything gives the last', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryCommand, { maxLength: 25 }),
        fc.array(fc.boolean()),
        (makers, seals) => {
          const store = open()
          const original = written(store)
          makers.forEach((make, index) => {
            const command = make(store.getState().present, { one: (list) => list[0], number: 0 })
            if (command !== undefined) store.run(command)
            if (seals[index] === true) store.seal()
          })
          const last = written(store)
          while (store.getState().history.done.length > 0) store.undo()
          expect(written(store)).toBe(original)
          expect(store.getState().saved).toBe(true)
          while (store.getState().history.undone.length > 0) store.redo()
          expect(written(store)).toBe(last)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('every single undo gives back the document as it was before that step', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCommand, { maxLength: 15 }), (makers) => {
        const store = open()
        const before: string[] = []
        for (const make of makers) {
          const command = make(store.getState().present, { one: (list) => list[0], number: 0 })
          if (command === undefined) continue
          store.seal()
          const steps = store.getState().history.done.length
          const now = written(store)
          store.run(command)
          if (store.getState().history.done.length > steps) before.push(now)
        }
        for (const expected of before.reverse()) {
          store.undo()
          expect(written(store)).toBe(expected)
        }
      }),
      { numRuns: 200 },
    )
  })
})
