import type { Fraction } from '../exact.ts'
import type { Operator } from '../operator.ts'
import type { Language, Text } from '../text.ts'
import type { Code, Value } from '../value.ts'
import type { CellReading } from './cell-reading.ts'

/** What is known of a value besides its type: a fact, a parameter and an output column all fit. */
export interface ValueDomain {
  readonly unit?: string | undefined
  /** The allowed codes; an open code system has none. */
  readonly values?: readonly Code[] | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
}

/** Where made-up values come from. */
export interface DrawSource {
  /** Values the rules compare with. */
  readonly constants: readonly Value[]
  /** One of the constants, if there is any. */
  readonly known: Value | undefined
  readonly pick: <T>(items: readonly T[]) => T
  /** From 0 (inclusive) to 1. */
  readonly random: () => number
}

/** What makes a type a number, for bounds, sums and formulas. */
export interface NumberPart {
  /** Exact; only asked of values that fit. */
  readonly of: (value: Value) => Fraction
  /** The value nearest to what the type can hold. */
  readonly from: (number: Fraction) => Value
  /** A sum, a least and a greatest of many are values of the type again. */
  readonly adds: boolean
  /** What one of it is in a formula: one of its unit, one fen, or the whole of a share. */
  readonly counts: 'unit' | 'fen' | 'share'
  /** How long it can get: digits of both sides of the fraction, and powers of ten below. */
  readonly digits: { readonly over: number; readonly under: number; readonly tens: number }
}

/**
 * Everything about one type of values. A type is added by a file beside this one and a line in `value-types.ts`;
 * nothing else asks which type it has before it. All functions are pure. But for `fits` and `hint` they are only asked
 * of values that fit.
 */
export interface ValueTypeModule {
  /** What it is called where a type is chosen. */
  readonly title: Text
  /** How a value of it is written in JSON. */
  readonly written: Text
  /** True when a value is written the way the type asks. Nothing is ever coerced. */
  readonly fits: (value: unknown) => boolean
  /** How to write a value that is meant rightly and only written wrongly; nothing where nobody can tell. */
  readonly hint?: (value: unknown) => Text | undefined
  /** What may be asked of it. The first is what a new comparison begins with. */
  readonly operators: readonly Operator[]
  /** Below zero when `a` comes before `b`, zero when they are the same. Ordered codes are ordered by their list. */
  readonly compare: (a: Value, b: Value, domain: ValueDomain) => number
  /** As people read it. */
  readonly format: (value: Value, domain: ValueDomain, language: Language) => string
  /** A value of it reads well within a sentence: a reason may tell a parameter of it. */
  readonly inSentence: boolean
  /** Codes may be listed for it. */
  readonly hasCodes: boolean
  /** The codes are compared by their order in the list, which only facts have. */
  readonly ordersCodes?: true
  readonly number?: NumberPart
  /** A value to begin with in an editor, right for its type wherever the type has one. */
  readonly first: (domain: ValueDomain) => Value
  /** What a cleared field leaves, where the type has an empty value. */
  readonly empty?: Value
  /** A few values where nothing says which would matter. */
  readonly samples: (domain: ValueDomain) => readonly Value[]
  /**
   * Values strictly between two, in order, as many as asked for where there are so many: all there is to tell apart
   * there. Without a bound, on to the end of what can be written. Only types that have an order have it.
   */
  readonly between?: (
    low: Value | undefined,
    high: Value | undefined,
    count: number,
  ) => readonly Value[]
  /** A made-up value, most often at or beside one the rules compare with. */
  readonly draw: (source: DrawSource, domain: ValueDomain) => Value
  /** A value a little above or below, where the type has such a thing. */
  readonly shift?: (value: Value, by: number) => Value | undefined
  /** As a number, text, truth or list that JavaScript's own operators order rightly, up to about fifteen digits. */
  readonly comparable: (value: Value, domain: ValueDomain) => unknown
  /** How it is written in a cell of a table, where that differs from JSON. */
  readonly cell?: Text
  readonly readCell: (text: string, domain: ValueDomain) => CellReading
  /** Such that `readCell` reads the same value back. */
  readonly writeCell: (value: Value) => string
}
