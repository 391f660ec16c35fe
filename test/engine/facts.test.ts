import { contentHash, findUnsafeJson, parseFacts, resolveRuleset } from '@jieli/engine'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, fact, layerOf, rulesetOf, text } from './make-ruleset.ts'

const codes = [
  { code: 'up', title: text('up') },
  { code: 'down', title: text('down') },
]
const ruleset = rulesetOf({
  facts: [
    fact('stable', 'boolean'),
    fact('score', 'integer', { minimum: 0, maximum: 100 }),
    fact('temperature', 'decimal', { minimum: 30, maximum: 45 }),
    fact('spent', 'money', { minimum: 0 }),
    fact('rate', 'ratio', { minimum: 0, maximum: 1 }),
    fact('direction', 'code', { values: codes }),
    fact('openCode', 'code'),
    fact('directions', 'codeList', { values: codes }),
    fact('born', 'date'),
    fact('arrived', 'dateTime'),
    fact('stay', 'duration'),
    fact('note', 'text'),
    fact('fromUnit.tier', 'integer'),
  ],
})
const parse = (input: unknown) => parseFacts(ruleset, input)
const codeOf = (input: unknown) => codesOf(parse(input).issues)[0]

/** A value of each type, and of none. */
const samples: Readonly<Record<string, unknown>> = {
  boolean: true,
  zero: 0,
  whole: 42,
  fraction: 1.5,
  endless: Infinity,
  noNumber: NaN,
  tooBig: 2 ** 53,
  digits: '9',
  decimal: '36.5',
  word: 'up',
  empty: '',
  list: ['up'],
  twice: ['up', 'up'],
  mixed: ['up', 1],
  ratio: { numerator: 1, denominator: 2 },
  noRatio: { numerator: 1, denominator: 0 },
  moreThanRatio: { numerator: 1, denominator: 2, unit: 'x' },
  halfRatio: { numerator: 0.5, denominator: 2 },
  date: '2024-02-29',
  noDate: '2023-02-29',
  dateTime: '2025-03-03T09:00:00+08:00',
  localTime: '2025-03-03T09:00:00',
  duration: 'PT24H',
  months: 'P1M',
  years: 'P1Y',
  bareDuration: 'PT',
}

/** Which of the samples each type takes; every other one is refused. */
const taken: readonly (readonly [fact: string, samples: readonly string[]])[] = [
  ['stable', ['boolean']],
  ['fromUnit.tier', ['zero', 'whole']],
  ['spent', ['zero', 'whole']],
  ['temperature', ['decimal']],
  ['rate', ['ratio']],
  ['direction', ['word']],
  ['directions', ['list']],
  ['born', ['date', 'noDate'].slice(0, 1)],
  ['arrived', ['dateTime']],
  ['stay', ['duration']],
]

describe('facts from outside', () => {
  it('FA1 an unknown name is refused with the nearest one', () => {
    const { facts, issues } = parse({ 'fromUnit.teir': 1 })
    expect(facts).toEqual({})
    expect(issues).toMatchObject([{ code: 'FACT_UNKNOWN', path: '/facts/fromUnit.teir' }])
    expect(issues[0]?.message.zh).toContain('fromUnit.tier')
    expect(issues[0]?.message.en).toContain('Did you mean "fromUnit.tier"?')
  })

  it('FA1 a name like no other gets no far-fetched suggestion', () => {
    expect(parse({ somethingElseAltogether: 1 }).issues[0]?.message.en).toContain('check the name')
  })

  it('FA2 null, undefined and absent all leave a fact unknown', () => {
    expect(parse({ stable: null, score: undefined })).toEqual({ facts: {}, issues: [] })
  })

  it.each(taken)('FA3 FA4 %s takes what is written its way and nothing else', (name, fitting) => {
    for (const [sample, value] of Object.entries(samples)) {
      const { facts, issues } = parse({ [name]: value })
      if (fitting.includes(sample))
        expect({ sample, facts, issues }).toEqual({ sample, facts: { [name]: value }, issues: [] })
      else {
        expect({ sample, facts }).toEqual({ sample, facts: {} })
        expect(issues[0]).toMatchObject({
          code: expect.stringMatching(/^FACT_(TYPE|NOT_LISTED|OUT_OF_RANGE)$/),
          path: `/facts/${name}`,
        })
      }
    }
  })

  it('FA3 text for a number is told as what it is, in both languages', () => {
    const [issue] = parse({ score: '9' }).issues
    expect(issue?.message.zh).toBe(
      '“score（中）”（score）应当是整数，收到的是文字“9”。请去掉引号，写成 9。',
    )
    expect(issue?.message.en).toBe(
      '"score (en)" (score) must be a whole number, but the text "9" was given. Please send it without quotes: 9.',
    )
  })

  it('FA4 text takes any text up to its limit', () => {
    expect(codeOf({ note: '' })).toBeUndefined()
    expect(codeOf({ note: 'x'.repeat(2000) })).toBeUndefined()
    expect(codeOf({ note: 'x'.repeat(2001) })).toBe('FACT_TYPE')
    expect(codeOf({ note: 1 })).toBe('FACT_TYPE')
  })

  it.each([
    ['score', 0, -1],
    ['score', 100, 101],
    ['temperature', '30', '29.999'],
    ['temperature', '45.0', '45.001'],
    ['temperature', '36.5', '9'],
    ['spent', 0, -1],
    ['rate', { numerator: 0, denominator: 7 }, { numerator: -1, denominator: 7 }],
    ['rate', { numerator: 7, denominator: 7 }, { numerator: 8, denominator: 7 }],
  ])('FA5 the bounds of %s are inclusive: %j is in, %j is out', (name, inside, outside) => {
    expect(codeOf({ [name]: inside })).toBeUndefined()
    expect(codeOf({ [name]: outside })).toBe('FACT_OUT_OF_RANGE')
  })

  it('FA5 a code that is not listed is refused with those that are, alone or in a list', () => {
    const [issue] = parse({ direction: 'sideways' }).issues
    expect(issue).toMatchObject({ code: 'FACT_NOT_LISTED', path: '/facts/direction' })
    expect(issue?.message.en).toContain('up, down')
    expect(codeOf({ directions: ['up', 'sideways'] })).toBe('FACT_NOT_LISTED')
    expect(codeOf({ openCode: 'anything' })).toBeUndefined()
  })

  it.each(['__proto__', 'constructor', 'prototype'])('FA6 %s is no name for a fact', (key) => {
    const { facts, issues } = parse(JSON.parse(`{"${key}": true, "stable": true}`))
    expect(issues).toMatchObject([{ code: 'KEY_FORBIDDEN', path: `/facts/${key}` }])
    expect(facts).toEqual({ stable: true })
    expect(Object.getPrototypeOf(facts)).toBe(Object.prototype)
  })

  it.each(['toString', 'hasOwnProperty', 'valueOf'])('FA6 the inherited %s is no fact', (key) => {
    expect(codeOf({ [key]: true })).toBe('FACT_UNKNOWN')
  })

  it.each([null, [], 'facts', 7, true, undefined])(
    'FA7 %j in place of facts is one clear issue',
    (input) => {
      expect(parse(input).issues).toMatchObject([{ code: 'SCHEMA_INVALID', path: '/facts' }])
    },
  )

  it('FA7 a value nested ten thousand deep is a problem like any other', () => {
    const deep: unknown = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000))
    for (const name of ['directions', 'note', 'rate', 'score'])
      expect(codeOf({ [name]: deep })).toBe('FACT_TYPE')
  })

  it('FA7 a hundred thousand unknown names are told by the first hundred, soon', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`name${at}`, 1]))
    const begun = performance.now()
    expect(parse(many).issues).toHaveLength(100)
    expect(performance.now() - begun).toBeLessThan(20_000)
  })

  it('FA7 no JSON makes it throw, and what it accepts it accepts again', () => {
    const names = fc.constantFrom(...ruleset.facts.map(({ id }) => id), 'nobody')
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (input) => {
        const { facts, issues } = parse(input)
        for (const { path, message } of issues) {
          expect(path).toMatch(/^\/facts\//)
          expect(message.zh).not.toBe('')
        }
        expect(parse(facts)).toEqual({ facts, issues: [] })
      }),
      { numRuns: 500 },
    )
  })

  it('FA8 a text of half a character is refused by its place, as a value or in a list', () => {
    for (const half of ['\ud83d', 'a\udc00b', '\udc00\ud83d'])
      for (const input of [{ note: half }, { openCode: half }, { directions: ['up', half] }]) {
        const [name] = Object.keys(input)
        expect(parse(input).issues).toMatchObject([{ code: 'TEXT_BROKEN', path: `/facts/${name}` }])
      }
    expect(parse({ note: '😀' }).issues).toEqual([])
  })

  it('FA7 of a million broken texts the first hundred are told', () => {
    expect(findUnsafeJson(Array(1_000_000).fill('\ud83d'))).toHaveLength(100)
  })

  it('FA8 whatever is told of such a text can be kept and hashed', () => {
    const { issues } = parse({ 'who\ud83d': 1, score: '\ud83d', stable: `${'x'.repeat(59)}😀` })
    expect(issues).toHaveLength(3)
    expect(() => contentHash(issues)).not.toThrow()
  })

  it('FA8 a ruleset with such a text, or a name of one, is not resolved', () => {
    const parts = { facts: [fact('note', 'text', { title: { zh: '\ud83d', en: 'note' } })] }
    const { ruleset: resolved, issues } = resolveRuleset(layerOf(parts), () => undefined)
    expect(resolved).toBeUndefined()
    expect(issues).toMatchObject([{ code: 'TEXT_BROKEN', path: '/facts/0/title/zh' }])
    expect(codesOf(findUnsafeJson({ 'a\udc00': 1, b: Infinity }))).toEqual([
      'TEXT_BROKEN',
      'NUMBER_BEYOND',
    ])
  })
})
