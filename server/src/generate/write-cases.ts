import path from 'node:path'
import type { Ruleset } from '@jieli/engine'
import { eventsOf } from '../exchange/read-events.ts'
import type { Month } from './calendar-days.ts'
import { CaseMaker } from './case-maker.ts'
import type { County } from './county.ts'
import { Draws } from './draws.ts'
import { makeService, momentOn, referralEvents, serviceEvents } from './make-money-event.ts'
import { TableFile } from './table-file.ts'

interface CaseOptions {
  readonly seed: number
  readonly cases: number
  readonly months: readonly Month[]
  readonly folder: string
  readonly onProgress?: (done: number) => void
}

/** Writes the cases of each pathway, and the events money rests on, as they are made. */
export async function writeCases(
  ruleset: Ruleset,
  county: County,
  { seed, cases, folder, months, onProgress = () => {} }: CaseOptions,
): Promise<readonly { readonly file: string; readonly rows: number }[]> {
  const draws = new Draws(seed ^ 0x5f37_59df)
  const maker = new CaseMaker(ruleset, county, draws)
  const known = eventsOf(ruleset)
  const facts = ruleset.facts.map(({ id }) => id)
  const open = async (name: string, columns: readonly string[], pattern: RegExp) =>
    new NumberedFile(
      name,
      await TableFile.create(path.join(folder, name), [
        ...columns,
        ...facts.filter((id) => pattern.test(id)),
      ]),
    )
  const files = new Map<string, NumberedFile>()
  for (const pathway of maker.pathways)
    files.set(pathway, await open(`cases-${pathway}.csv`, ['id'], caseFacts[pathway]))
  const events = await open('events.csv', ['id', 'at', 'event', 'case'], eventFacts)
  for (const { pathway, facts: told, month, number } of maker.make(months, cases)) {
    const id = await files.get(pathway)?.add(pathway === 'referral' ? 'R' : 'E', told)
    for (const event of pathway === 'referral' ? referralEvents(told) : [])
      if (known.has(event) && id !== undefined) {
        const at = momentOn(told['log.endedOn'] ?? '', draws)
        await events.add('V', { ...told, event, case: id, at })
      }
    // A service for every twenty cases.
    const service = serviceEvents[Math.floor(number / 20) % serviceEvents.length]
    if (number % 20 === 0 && service !== undefined && known.has(service))
      await events.add('V', makeService(county, service, { month, draws }))
    if (number % 10_000 === 0) onProgress(number)
  }
  const all = [...files.values(), events]
  for (const file of all) await file.close()
  return all.map(({ name, rows }) => ({ file: name, rows }))
}

/** A file whose rows are numbered with ids of one length, so that they ascend. */
class NumberedFile {
  readonly name: string
  readonly #file: TableFile
  #rows = 0

  constructor(name: string, file: TableFile) {
    this.name = name
    this.#file = file
  }

  get rows(): number {
    return this.#rows
  }

  async add(letter: string, cells: Readonly<Record<string, string>>): Promise<string> {
    const id = `${letter}${String(++this.#rows).padStart(8, '0')}`
    await this.#file.add({ ...cells, id })
    return id
  }

  async close(): Promise<void> {
    await this.#file.close()
  }
}

const caseFacts = {
  inpatientEpisode: /^(episode|log)\./,
  referral:
    /^(referral|fromUnit|toUnit|patient|consent|clinical|priority|medication|followUp|feedback|log)\./,
} as const
const eventFacts =
  /^(referral\.(direction|compliant|accepted)|fromUnit\.(id|tier)|toUnit\.(id|tier)|clinical\.phase|service\..+)$/
