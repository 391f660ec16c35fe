import { canonicalJson, contentHash } from '@jieli/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { canonicalText } from '../../../server/src/audit/canonical-text.ts'
import { unkeyedSeal } from '../../../server/src/audit/unkeyed-seal.ts'

const names = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('10', '9', '__proto__', ''))
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any')),
    fc.dictionary(names, tie('any'), { noNullPrototype: true }),
  ),
})).any

it('the text that is sealed is the engine’s canonical JSON, and its plain hash the engine’s', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(canonicalText(any)).toBe(canonicalJson(any))
      expect(unkeyedSeal(any)).toBe(contentHash(any))
    }),
    { numRuns: 2000 },
  )
})

it('the text is the same before a value is stored and after', () => {
  const given = {
    b: undefined,
    a: [undefined, Number.NaN, -0],
    half: '\ud800x',
    'k\u0001': '\u2028',
  }
  expect(canonicalText(given)).toBe('{"a":[null,null,0],"half":"\ufffdx","k\\u0001":"\u2028"}')
  expect(canonicalText(JSON.parse(JSON.stringify(given)))).toBe(canonicalText(given))
  const wide = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [String(40 - n), n]))
  expect(canonicalText(wide)).toBe(canonicalJson(wide))
})
