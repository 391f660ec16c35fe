import {
  type Bundle,
  type CaseRecord,
  createTally,
  indexRuleset,
  periodOf,
  type Value,
} from '@jieli/engine'
import { createFigureParser } from '../exchange/figure-parser.ts'
import type { Month } from './calendar-days.ts'
import type { CaseMaker } from './case-maker.ts'

/** Cases made up to learn what a year before looked like; the rest is scaled from them. */
const sampled = 20_000

/** The figure of a unit (`null`: the community), for a measure and a period. */
export interface CountedBefore {
  readonly unit: string | null
  readonly period: string
  readonly fact: string
  readonly value: number
}

/**
 * What the measures would have counted in the year before, of which a county keeps the figures and not the cases:
 * a sample of made-up cases, counted as real ones are and scaled to nine tenths of this year's number.
 */
export function countsBefore(
  bundle: Bundle,
  maker: CaseMaker,
  {
    units,
    months,
    periods,
    cases,
  }: {
    readonly units: readonly string[]
    readonly months: readonly Month[]
    readonly periods: readonly string[]
    readonly cases: number
  },
): readonly CountedBefore[] {
  const { measures } = bundle.ruleset
  const parsed = periods.flatMap((text) => periodOf(text) ?? [])
  const pathways = [...new Set(measures.map(({ of }) => of))]
  const tally = createTally(bundle, { periods: parsed, pathways })
  const size = Math.min(cases, sampled)
  const toRecord = recordReader(bundle)
  for (const { pathway, facts } of maker.make(months, size)) tally.add(toRecord(pathway, facts))
  const scaled = (value: number) => (size === 0 ? 0 : Math.floor((value * cases * 9) / (size * 10)))
  const distinct = new Set(
    measures.flatMap(({ id, distinct: of }) => (of === undefined ? [] : [id])),
  )
  return parsed.flatMap((period) => {
    const community = new Map<string, number>()
    const rows = units.flatMap((unit) =>
      Object.entries(tally.figures(period, unit)).flatMap(([fact, figure]) => {
        const counted = figure.value as number
        const value = distinct.has(fact) ? counted : scaled(counted)
        community.set(fact, (distinct.has(fact) ? Math.max : plus)(community.get(fact) ?? 0, value))
        return [{ unit, period: period.text, fact, value }]
      }),
    )
    const whole = [...community].map(([fact, value]) => ({
      unit: null,
      period: period.text,
      fact,
      value,
    }))
    return [...whole, ...rows]
  })
}

function plus(a: number, b: number): number {
  return a + b
}

/** Reads made-up cells as an import would read them. */
function recordReader(
  bundle: Bundle,
): (pathway: string, cells: Readonly<Record<string, string>>) => CaseRecord {
  const parsers = new Map(
    [...indexRuleset(bundle.ruleset).facts].map(([id, fact]) => [id, createFigureParser(fact)]),
  )
  return (pathway, cells) => {
    const facts: Record<string, Value> = {}
    for (const [name, text] of Object.entries(cells)) {
      const parse = text === '' ? undefined : parsers.get(name)
      const read = parse?.(text, { row: 0, column: name })
      if (read !== undefined && 'value' in read) facts[name] = read.value
    }
    return { id: '', pathway, facts }
  }
}
