import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { identifierSchema, parseFacts, schemaIssues, valueSchema } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fact, rulesetOf } from './make-ruleset.ts'

const root = path.resolve(import.meta.dirname, '../..')

/** The first thing wrong with a value under a schema, in both languages. */
function told(schema: z.ZodType, value: unknown): { zh: string; en: string } {
  const parsed = schema.safeParse(value)
  if (parsed.success) throw new Error('nothing is wrong with it')
  return schemaIssues(parsed.error, value)[0]?.message ?? { zh: '', en: '' }
}

const form = (detail: string) => `This does not have the expected form: ${detail}.`

const sample = z.strictObject({
  name: z.string().max(5).optional(),
  count: z.int().min(1).max(9).optional(),
  share: z.number().optional(),
  on: z.boolean().optional(),
  list: z.array(z.string()).min(1).max(2).optional(),
  kind: z.enum(['final', 'compound']).optional(),
  part: z.strictObject({ id: identifierSchema }).optional(),
  day: z.iso.date().optional(),
  value: valueSchema.optional(),
  choice: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('one') }),
      z.strictObject({ type: z.literal('two') }),
    ])
    .optional(),
  facts: z.record(z.string().max(3), z.unknown()).optional(),
})

describe('what is wrong with a written form', () => {
  it.each([
    [{ name: 7 }, 'it must be text, but the number 7 was given'],
    [
      { count: '7' },
      'it must be a number, but the text "7" was given; please send it without quotes: 7',
    ],
    [{ count: 1.5 }, 'it must be a whole number, but the number 1.5 was given'],
    [{ share: true }, 'it must be a number, but true was given'],
    [{ on: 'true' }, 'it must be true or false, but the text "true" was given'],
    [{ list: 'a' }, 'it must be a list, but the text "a" was given'],
    [{ part: ['a'] }, 'it must be an object, but the list ["a"] was given'],
    [{ part: null }, 'it must be an object, but null was given'],
    [{ kind: 'parallel' }, 'it must be one of final, compound, but the text "parallel" was given'],
    [{ choice: { type: 'three' } }, 'it must be one of one, two, but the text "three" was given'],
  ])('IS2 %j says what was given beside what is wanted', (value, detail) => {
    expect(told(sample, value).en).toBe(form(detail))
  })

  it('IS2 only what is not there is called missing', () => {
    expect(told(sample, { part: {} }).en).toBe(form('it is missing; it must be text'))
    expect(told(z.strictObject({ value: valueSchema }), {}).en).toBe(
      form('it is missing; it must be true or false, a number, text, a list or an object'),
    )
    expect(told(sample, { choice: {} }).en).toBe(form('it is missing; it must be one of one, two'))
  })

  it('IS2 a decimal that was sent as a number is told to go as text, and why', () => {
    const { zh, en } = told(sample, { value: 38.5 })
    expect(en).toBe(
      form(
        'it must be true or false, a whole number, text, a list or an object, but the number 38.5 was given; ' +
          'a decimal goes as text, so that none of its digits is lost on the way: "38.5"',
      ),
    )
    expect(zh).toContain('"38.5"')
  })

  it('IS2 of several forms the one that was meant is spoken of', () => {
    expect(told(sample, { value: 'x'.repeat(2001) }).en).toBe(
      form('it may have at most 2000 characters and has 2001'),
    )
    expect(told(sample, { value: { numerator: 1 } }).en).toBe(
      form('it is missing; it must be a number'),
    )
  })

  it.each([
    [{ name: 'abcdef' }, 'it may have at most 5 characters and has 6'],
    [{ list: [] }, 'it must have at least 1 entry and has 0'],
    [{ list: ['a', 'b', 'c'] }, 'it may have at most 2 entries and has 3'],
    [{ count: 0 }, 'it must be at least 1, but 0 was given'],
    [{ count: 10 }, 'it may be at most 9, but 10 was given'],
    [
      { facts: { abcd: 1 } },
      'the name "abcd" is not allowed: it may have at most 3 characters and has 4',
    ],
    [{ colour: 1 }, 'there is no field named colour'],
  ])('IS2 %j names the limit and what was given', (value, detail) => {
    expect(told(sample, value).en).toBe(form(detail))
  })

  it.each([
    [{ part: { id: '1a' } }, 'letters and digits'],
    [{ day: '2025-02-30' }, 'YYYY-MM-DD'],
  ])('IS3 the form of %j is told in words, never as a pattern', (value, words) => {
    const { zh, en } = told(sample, value)
    expect(en).toContain(words)
    expect(en).toContain('but the text "')
    for (const text of [zh, en]) expect(text).not.toMatch(/\(\?|\\d|\[A-Z|\^/)
    expect(zh).toMatch(/[一-鿿]/)
  })

  it('IS3 also a pattern nobody put into words is not shown', () => {
    const { zh, en } = told(z.string().regex(/^x[0-9]+$/), 'y')
    expect(en).toBe(form('it is not written as it should be: the text "y"'))
    expect(zh).not.toContain('x[0-9]')
  })

  it('IS3 every pattern of what people write is put into words', () => {
    const files = globSync(['engine/src/**/*.ts', 'server/src/contracts/*.ts'], { cwd: root })
    expect(files.length).toBeGreaterThan(100)
    const bare = files.filter((file) =>
      readFileSync(path.join(root, file), 'utf8').includes('.regex(/'),
    )
    expect(bare).toEqual([])
  })
})

describe('what is wrong with a fact', () => {
  const ruleset = rulesetOf({
    facts: [
      fact('age', 'integer'),
      fact('spent', 'money'),
      fact('temperature', 'decimal'),
      fact('stable', 'boolean'),
      fact('codes', 'codeList'),
      fact('arrived', 'dateTime'),
      fact('note', 'text'),
    ],
  })
  const wrong = (name: string, value: unknown) =>
    parseFacts(ruleset, { [name]: value }).issues[0]?.message ?? { zh: '', en: '' }

  it.each([
    [
      'age',
      '180',
      'must be a whole number, but the text "180" was given. Please send it without quotes: 180.',
    ],
    [
      'spent',
      '100',
      'must be a whole number of fen, but the text "100" was given. Please send it without quotes: 100.',
    ],
    ['age', 'many', 'must be a whole number, but the text "many" was given.'],
    ['age', 1.5, 'must be a whole number, but the number 1.5 was given.'],
    [
      'stable',
      'true',
      'must be true or false, but the text "true" was given. Please send it without quotes: true.',
    ],
    [
      'codes',
      'A01',
      'must be a list of codes, but the text "A01" was given. Please send it as a list: ["A01"].',
    ],
    ['note', 5, 'must be text, but the number 5 was given. Please send it in quotes: "5".'],
  ])('FA3 %s given as %j is told as what it is, and how to write it', (name, value, words) => {
    expect(wrong(name, value).en).toBe(`"${name} (en)" (${name}) ${words}`)
    expect(wrong(name, value).zh).toMatch(/应当是.*，收到的是.*。$/)
  })

  it('FA3 a decimal sent as a number is told to go as text, and why', () => {
    expect(wrong('temperature', 38.5).en).toBe(
      '"temperature (en)" (temperature) must be a decimal written as text, such as "36.5", but the number 38.5 ' +
        'was given. A decimal goes as text, so that none of its digits is lost on the way: please send "38.5".',
    )
    expect(wrong('temperature', 38.5).zh).toContain('请写成 "38.5"')
  })

  it('FA3 a time without its offset is told what is missing', () => {
    expect(wrong('arrived', '2025-03-03T09:00:00').en).toContain('Please add the offset')
  })
})
