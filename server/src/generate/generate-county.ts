import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Ruleset } from '@jieli/engine'
import { stringify } from 'csv-stringify/sync'
import { eventsOf } from '../exchange/read-events.ts'
import { type Month, monthsFrom } from './calendar-days.ts'
import { type County, makeCounty } from './county.ts'
import { Draws, runningSums } from './draws.ts'
import { makeEpisode } from './make-episode.ts'
import { makeService, momentOn, referralEvents, serviceEvents } from './make-money-event.ts'
import { makeReferral } from './make-referral.ts'
import { TableFile } from './table-file.ts'
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
  ruleset: Ruleset,
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
  const written = await writeCases(ruleset, county, { ...options, months })
  const values = await writeValues(ruleset, county, { seed, months, folder })
  return {
    folder,
    files: [
      { file: 'units.csv', rows: units.length },
      ...written,
      { file: 'values.csv', rows: values },
    ],
  }
}

interface Writing extends Omit<GenerateOptions, 'months'> {
  readonly months: readonly Month[]
}

async function writeCases(
  ruleset: Ruleset,
  county: County,
  { seed, cases, folder, months, onProgress = () => {} }: Writing,
): Promise<GeneratedCounty['files']> {
  const draws = new Draws(seed ^ 0x5f37_59df)
  const known = eventsOf(ruleset)
  const facts = ruleset.facts.map(({ id }) => id)
  const wanted = (pathway: string) => ruleset.pathways.some(({ id }) => id === pathway)
  const open = async (file: string, columns: readonly string[], pattern: RegExp) =>
    await TableFile.create(path.join(folder, file), [
      ...columns,
      ...facts.filter((id) => pattern.test(id)),
    ])
  const episodes = wanted('inpatientEpisode')
    ? await open('cases-inpatientEpisode.csv', ['id'], /^(episode|log)\./)
    : undefined
  const referrals = wanted('referral')
    ? await open('cases-referral.csv', ['id'], caseFacts)
    : undefined
  const events = await open('events.csv', ['id', 'at', 'event', 'case'], eventFacts)
  const [hospitals, senders] = [
    county.units.filter(({ unit }) => unit.tier >= 1),
    // Villages and townships send few, hospitals send many back.
    county.units,
  ]
  const hospitalSums = runningSums(hospitals.map(({ size }) => size))
  const senderSums = runningSums(
    senders.map(({ size, unit }) => (unit.tier === 2 ? size * 2 : size)),
  )
  const counts = { episode: 0, referral: 0, event: 0 }
  const addEvent = async (cells: Readonly<Record<string, string>>) => {
    await events.add({ ...cells, id: numbered('V', ++counts.event) })
  }
  for (let number = 1; number <= cases; number++) {
    const month = months[Math.floor(((number - 1) * months.length) / cases)]
    if (month === undefined) break
    // Nine of twenty are episodes; a ruleset with one pathway has only those.
    const isEpisode = referrals === undefined || (episodes !== undefined && (number * 9) % 20 < 9)
    const drawn = { month, draws, number }
    if (isEpisode && episodes !== undefined) {
      const unit = hospitals[draws.place(hospitalSums)] ?? hospitals[0]
      if (unit === undefined) break
      await episodes.add({
        ...makeEpisode(county, unit, drawn),
        id: numbered('E', ++counts.episode),
      })
    } else if (referrals !== undefined) {
      const sender = senders[draws.place(senderSums)] ?? senders[0]
      if (sender === undefined) break
      const id = numbered('R', ++counts.referral)
      const referral = makeReferral(county, sender, drawn)
      await referrals.add({ ...referral, id })
      for (const event of referralEvents(referral))
        if (known.has(event))
          await addEvent({
            ...referral,
            event,
            case: id,
            at: momentOn(referral['log.endedOn'] ?? '', draws),
          })
    }
    // A service for every twenty cases.
    const service = serviceEvents[Math.floor(number / 20) % serviceEvents.length]
    if (number % 20 === 0 && service !== undefined && known.has(service))
      await addEvent(makeService(county, service, drawn))
    if (number % 10_000 === 0) onProgress(number)
  }
  for (const file of [episodes, referrals, events]) await file?.close()
  return [
    ...(episodes === undefined
      ? []
      : [{ file: 'cases-inpatientEpisode.csv', rows: counts.episode }]),
    ...(referrals === undefined ? [] : [{ file: 'cases-referral.csv', rows: counts.referral }]),
    { file: 'events.csv', rows: counts.event },
  ]
}

const caseFacts =
  /^(referral|fromUnit|toUnit|patient|consent|clinical|priority|medication|followUp|feedback|log)\./
const eventFacts =
  /^(referral\.(direction|compliant|accepted)|fromUnit\.(id|tier)|toUnit\.(id|tier)|clinical\.phase|service\..+)$/

/** Ids of one length, so that they ascend. */
function numbered(letter: string, number: number): string {
  return `${letter}${String(number).padStart(8, '0')}`
}
