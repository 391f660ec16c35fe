import { parseJson } from '@jieli/server/rulesets'
import fc from 'fast-check'
import { expect, it } from 'vitest'

const placeOf = (text: string) => {
  const parsed = parseJson(text)
  return parsed.ok ? 'fine' : `${parsed.fault.line}:${parsed.fault.column}`
}

it('a broken JSON text is told by the line and column where it breaks', () => {
  expect(placeOf('{"a": 1,\n "b": oops}')).toBe('2:7')
  expect(placeOf('{"a": 1,}')).toBe('1:9')
  expect(placeOf('[1 2]')).toBe('1:4')
  expect(placeOf('{"a" 1}')).toBe('1:6')
  expect(placeOf("{'a': 1}")).toBe('1:2')
  expect(placeOf('{"a": "x\ny"}')).toBe('1:9')
  expect(placeOf('{"a": 01}')).toBe('1:7')
  expect(placeOf('[true] more')).toBe('1:8')
  expect(placeOf('{"转诊": }')).toBe('1:8')
  expect(placeOf('{"a": "\\x"}')).toBe('1:8')
})

it('a text that ends too early is told by its end', () => {
  expect(placeOf('')).toBe('1:1')
  expect(placeOf('{"a": [1, 2')).toBe('1:12')
  expect(placeOf('{\n"a"')).toBe('2:4')
  expect(placeOf('"open')).toBe('1:6')
})

it('a byte order mark is passed over', () => {
  expect(parseJson('\uFEFF{"a": 1}')).toEqual({ ok: true, value: { a: 1 } })
})

it('deep nesting does not exhaust the stack', () => {
  expect(placeOf(`${'['.repeat(200_000)}x`)).toBe('1:200001')
})

it('cutting a text anywhere is found at the cut, and a stray mark where it stands', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, anywhere) => {
      const cut = text.slice(0, anywhere % text.length)
      const parsed = parseJson(cut)
      // A word or an escape that is cut short is told by where it begins.
      if (!parsed.ok) expect(cut.slice(parsed.fault.column - 1)).toMatch(/^[\w\\.+-]*$/)
      expect(placeOf(`${text} #`)).toBe(`1:${text.length + 2}`)
    }),
  )
})
