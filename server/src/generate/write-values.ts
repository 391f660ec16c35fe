import path from 'node:path'
import { indexRuleset, type Bundle, type Fact } from '@jieli/engine'
import { type Month, monthsFrom } from './calendar-days.ts'
import { CaseMaker } from './case-maker.ts'
import { countsBefore } from './counts-before.ts'
import type { County } from './county.ts'
import { Draws } from './draws.ts'
import { clamped, FigureMaker, type MonthFigures } from './make-figures.ts'
import type { MadeFigure } from './made-figure.ts'
import { yuan } from './make-episode.ts'
import { spansOf } from './spans.ts'
import { TableFile } from './table-file.ts'

interface ValueOptions {
  readonly seed: number
  readonly cases: number
  readonly months: readonly Month[]
  readonly folder: string
}

/** Writes the figures of every month, of every longer period its schemes speak of, and of the year before. */
export async function writeValues(
  bundle: Bundle,
  county: County,
  { seed, months, folder, cases }: ValueOptions,
): Promise<number> {
  const { ruleset } = bundle
  const maker = new FigureMaker(ruleset, county)
  const file = await TableFile.create(path.join(folder, 'values.csv'), [
    'unit',
    'period',
    'fact',
    'value',
    'source',
  ])
  const types = new Set(ruleset.assessmentSchemes.map(({ period }) => period))
  let rows = 0
  // A year after the first month, the year before is one of the months themselves.
  const before = monthsFrom(yearBefore(months[0]?.text ?? '', 1), Math.min(months.length, 12))
  for (const [yearsBefore, own] of [
    [1, before],
    [0, months],
  ] as const) {
    const draws = new Draws(seed ^ (0x9e37_79b9 + yearsBefore))
    const figures = own.map(() => maker.make(draws, { yearsBefore }))
    for (const span of spansOf(own, types))
      for (const [unit, facts] of gathered(maker, figures.slice(span.from, span.to)))
        for (const [fact, value] of facts) {
          await file.add({
            unit,
            period: span.text,
            fact: fact.id,
            value: written(fact, value),
            source: '样例',
          })
          rows++
        }
  }
  const counted = countsBefore(
    bundle,
    new CaseMaker(ruleset, county, new Draws(seed ^ 0x27d4_eb2f)),
    {
      units: county.units.map(({ unit }) => unit.id),
      months: before,
      periods: spansOf(before, types).map(({ text }) => text),
      cases,
    },
  )
  for (const { unit, period, fact, value } of counted) {
    const type = indexRuleset(ruleset).facts.get(fact)?.type
    const text = type === 'money' ? yuan(value) : String(value)
    await file.add({ unit: unit ?? '', period, fact, value: text, source: '样例' })
    rows++
  }
  await file.close()
  return rows
}

/** Several months as one period: what is there at any time as it was last, everything else added up. */
function* gathered(
  maker: FigureMaker,
  months: readonly MonthFigures[],
): Generator<readonly [string, readonly (readonly [Fact, MadeFigure])[]]> {
  const last = months.at(-1)
  if (last === undefined) return
  for (const unit of last.keys()) {
    const rows: (readonly [Fact, MadeFigure])[] = []
    for (const fact of maker.facts) {
      const values = months.flatMap((month) => month.get(unit)?.get(fact.id) ?? [])
      const latest = values.at(-1)
      if (latest === undefined || latest === '') continue
      const adds = typeof latest === 'number' && maker.adds(fact)
      const value = adds ? values.reduce<number>((sum, each) => sum + Number(each), 0) : latest
      rows.push([fact, clamped(fact, value)])
    }
    yield [unit, rows]
  }
}

function written(fact: Fact, value: MadeFigure): string {
  if (typeof value !== 'number') return String(value)
  if (fact.type === 'money') return value < 0 ? `-${yuan(-value)}` : yuan(value)
  return fact.type === 'ratio' ? `${yuan(value)}%` : String(value)
}

function yearBefore(month: string, years: number): string {
  return `${Number(month.slice(0, 4)) - years}${month.slice(4)}`
}
