import { valueTypeModules, type Value } from '@jieli/engine'
import { expect, it } from 'vitest'

const most = Number.MAX_SAFE_INTEGER
const share = (numerator: number, denominator: number) => ({ numerator, denominator })

/** Gaps near the ends of what a type can write, and how many values are in them, up to three. */
const gaps: readonly (readonly [
  keyof typeof valueTypeModules,
  Value | undefined,
  Value | undefined,
  number,
])[] = [
  ['integer', most - 2, most, 1],
  ['integer', most, undefined, 0],
  ['integer', undefined, -most, 0],
  ['money', most - 4, undefined, 3],
  ['duration', 'P999999W', 'P999999WT2S', 1],
  ['duration', 'P999999WT999999H', undefined, 3],
  ['duration', 'P999999W999999DT999999H999999M999998S', undefined, 1],
  ['duration', 'PT999999S', 'PT277H46M40S', 0],
  ['duration', undefined, 'PT2S', 2],
  ['date', '9999-12-30', undefined, 1],
  ['dateTime', '9999-12-31T23:59:59.999Z', undefined, 3],
  ['dateTime', undefined, '0000-01-01T00:00:00Z', 3],
  ['dateTime', undefined, '0000-01-01T00:00:00+23:59', 0],
  ['ratio', share(most, 1), undefined, 0],
  ['ratio', undefined, share(most, 1), 3],
  ['ratio', share(-most, 1), share(-most + 1, 1), 0],
  ['ratio', share(1, most), share(1, most - 1), 0],
  ['ratio', share(0, 1), share(1, most - 2), 2],
  ['decimal', `0.${'9'.repeat(30)}`, '1', 0],
  ['decimal', undefined, `-${'9'.repeat(30)}`, 3],
]

it.each(gaps)(
  'RL4 between the %s values %o and %o there are %i that can be written',
  (type, low, high, count) => {
    const { between, compare, fits } = valueTypeModules[type]
    const found = between?.(low, high, 3) ?? []
    expect(found).toHaveLength(count)
    const all = [low, ...found, high].filter((value) => value !== undefined)
    expect(all.every((value) => fits(value))).toBe(true)
    for (const [at, value] of all.slice(1).entries())
      expect(compare(all[at] as Value, value, {})).toBeLessThan(0)
  },
)
