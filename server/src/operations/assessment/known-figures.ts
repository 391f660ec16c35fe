import type { Figure, Figures } from '@jieli/engine'
import type { OperationContext } from '../context/operation-context.ts'
import type { FigureRow } from '../../documents/assessment-documents.ts'
import { knownImports, rowsOf } from './known-tables.ts'

/** Figures that were brought in or entered, by period and unit. */
export interface KnownFigures {
  /** `null` is the community as a whole. */
  of(period: string, unit: string | null): Figures
}

/** The figures of some periods as they were known at a moment: a later one replaces an earlier one. */
export async function knownFigures(
  context: OperationContext,
  query: {
    readonly ruleset: string
    readonly periods: readonly string[]
    readonly knownAt: string
  },
): Promise<KnownFigures> {
  const { ruleset, periods, knownAt } = query
  const found = new Map<string, Map<string, Figure>>()
  for (const table of await knownImports(context, { ruleset, kind: 'values', knownAt }))
    for await (const { period, rows } of rowsOf<FigureRow>(context, table, (text) =>
      periods.includes(text),
    ))
      for (const { unit, fact, value, completeness } of rows) {
        const key = keyOf(period, unit)
        const figures = found.get(key) ?? new Map<string, Figure>()
        if (value === null) figures.delete(fact)
        else
          figures.set(fact, {
            value,
            source: table.source,
            ...(completeness === undefined ? {} : { completeness }),
          })
        found.set(key, figures)
      }
  return {
    of: (period, unit) => Object.fromEntries(found.get(keyOf(period, unit)) ?? []),
  }
}

function keyOf(period: string, unit: string | null): string {
  return JSON.stringify([period, unit])
}
