import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Bundle } from '@jieli/engine'
import { stringify } from 'csv-stringify/sync'
import { monthsFrom } from './calendar-days.ts'
import { makeCounty } from './county.ts'
import { Draws } from './draws.ts'
import { writeCases } from './write-cases.ts'
import { writeValues } from './write-values.ts'

export interface GenerateOptions {
  readonly seed: number
  readonly units: number
  readonly months: number
  readonly cases: number
  /** The folder to write to; made where there is none. */
  readonly folder: string
  readonly onProgress?: (done: number) => void
}

/** What was written: files with their rows. */
export interface GeneratedCounty {
  readonly folder: string
  readonly files: readonly { readonly file: string; readonly rows: number }[]
}

/** The first month of every made-up county. */
export const firstMonth = '2025-01'

/**
 * Makes up a county for a ruleset and writes it as a data folder: its units, the cases of so many months from 2025-01
 * on, the events money rests on, and the figures no case tells, with those of the year before. A seed decides
 * everything: the same options give the same bytes. Cases are written as they are made and never held.
 */
export async function generateCounty(
  bundle: Bundle,
  options: GenerateOptions,
): Promise<GeneratedCounty> {
  const { seed, folder } = options
  await mkdir(folder, { recursive: true })
  const county = makeCounty(options.units, new Draws(seed))
  const months = monthsFrom(firstMonth, options.months)
  const header = ['id', 'title', 'kind', 'tier', 'level', 'parent']
  const units = county.units.map(({ unit }) =>
    header.map((name) => unit[name as keyof typeof unit] ?? ''),
  )
  await writeFile(path.join(folder, 'units.csv'), stringify([header, ...units]))
  const written = await writeCases(bundle.ruleset, county, { ...options, months })
  const values = await writeValues(bundle, county, { ...options, months })
  return {
    folder,
    files: [
      { file: 'units.csv', rows: units.length },
      ...written,
      { file: 'values.csv', rows: values },
    ],
  }
}
