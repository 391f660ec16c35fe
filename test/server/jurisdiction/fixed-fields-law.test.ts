import type { Layer } from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ServerError } from '../../../server/src/errors/server-error.ts'
import { keepFixedFields } from '../../../server/src/operations/drafts/fixed-fields.ts'

const fields = ['id', 'kind', 'county', 'basedOn', 'overlays'] as const
const id = fc.constantFrom('plan', 'other', 'pay', 'north')
const version = fc.constantFrom('1.0.0', '1.0.1', '^1.0.0', '*', 'nonsense')
const reference = fc.record({ id, version })
const rubbish = fc.constantFrom<unknown>(null, 0, '', [], {}, 'plan', { id: 'plan' })
/** What is sent for a field: what is there, nothing, or something else. */
const change = (other: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant({ kind: 'same' } as const) },
    { weight: 4, arbitrary: fc.constant({ kind: 'absent' } as const) },
    { weight: 2, arbitrary: other.map((value) => ({ kind: 'other', value }) as const) },
  )
const changes = fc.record({
  kind: change(fc.oneof(fc.constantFrom('county', 'template', 'pack', 'overlay'), rubbish)),
  county: change(fc.oneof(fc.constantFrom('north', 'south'), rubbish)),
  basedOn: change(fc.oneof(reference, rubbish)),
  overlays: change(fc.oneof(fc.array(reference, { maxLength: 2 }), rubbish)),
})
const stored = fc.record(
  {
    id: fc.constant('north'),
    kind: fc.constantFrom('county', 'template'),
    county: fc.constant('north'),
    basedOn: fc.record({ id, version: fc.constant('1.0.0') }),
    overlays: fc.array(fc.record({ id, version: fc.constant('1.0.0') }), { maxLength: 2 }),
  },
  { requiredKeys: ['id', 'kind'] },
)

it('whatever is sent to be saved, a draft stays what it was and rests on what it rested on, or is refused', () => {
  let [kept, refused] = [0, 0]
  fc.assert(
    fc.property(changes, stored, (changed, before) => {
      const sent = Object.fromEntries(
        Object.entries(changed).flatMap(([field, said]) => {
          if (said.kind === 'absent') return []
          return [
            [field, said.kind === 'other' ? said.value : before[field as keyof typeof before]],
          ]
        }),
      )
      try {
        const saved = keepFixedFields({ manifest: sent }, { manifest: before } as unknown as Layer)
        const after = saved['manifest'] as Record<string, unknown>
        for (const field of fields) expect(after[field]).toEqual(before[field])
        kept++
      } catch (error) {
        if (!(error instanceof ServerError)) throw error
        expect(['DRAFT_FIXED_FIELD', 'DRAFT_OVERLAYS']).toContain(error.code)
        refused++
      }
    }),
    { numRuns: 2000 },
  )
  expect(kept).toBeGreaterThan(100)
  expect(refused).toBeGreaterThan(100)
})

it('what is sent as it was read, or without those fields, is never refused', () => {
  fc.assert(
    fc.property(stored, fc.subarray([...fields]), (before, left) => {
      const sent = Object.fromEntries(
        Object.entries(before).filter(([field]) => left.some((one) => one === field)),
      )
      const saved = keepFixedFields({ manifest: sent }, { manifest: before } as unknown as Layer)
      expect(saved['manifest']).toEqual(before)
    }),
  )
})
