import { ordering } from '../operator.ts'
import { formatPlain } from './format-plain.ts'
import type { ValueTypeModule } from './value-type-module.ts'
import { type WholeLine, wholesBetween } from './whole-line.ts'

const line: WholeLine = {
  of: (value) => BigInt(value as number),
  from: Number,
  least: BigInt(Number.MIN_SAFE_INTEGER),
  most: BigInt(Number.MAX_SAFE_INTEGER),
  start: 0n,
  steps: [1n],
}

/** What types have in common that are written as whole JSON numbers. */
export const wholeNumber = {
  fits: (value) => Number.isSafeInteger(value),
  hint: (value) =>
    typeof value === 'string' && /^-?(0|[1-9]\d{0,14})$/.test(value)
      ? { zh: `请去掉引号，写成 ${value}。`, en: `Please send it without quotes: ${value}.` }
      : undefined,
  operators: ordering,
  compare: (a, b) => (a as number) - (b as number),
  format: formatPlain,
  inSentence: true,
  hasCodes: false,
  number: {
    of: (value) => ({ n: BigInt(value as number), d: 1n }),
    from: ({ n, d }) => Number(n / d),
    adds: true,
    counts: 'unit',
    // 2^53 has 16 digits.
    digits: { over: 16, under: 0, tens: 0 },
  },
  first: () => 0,
  samples: ({ minimum = 0, maximum = minimum + 1 }) => [minimum, maximum],
  between: (low, high, count) => wholesBetween(line, low, high, count),
  draw: ({ known, random }, { minimum, maximum }) => {
    const base = typeof known === 'number' ? known : (minimum ?? 0)
    const near = base + Math.floor(random() * 5) - 2
    return Math.min(maximum ?? near, Math.max(minimum ?? near, near))
  },
  shift: (value, by) => (typeof value === 'number' ? value + by : undefined),
  comparable: (value) => value,
} as const satisfies Partial<ValueTypeModule>
