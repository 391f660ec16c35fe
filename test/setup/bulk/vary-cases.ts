import { randomUUID } from 'node:crypto'
import { withoutMark } from '../../../server/src/audit/document-mark.ts'
import { factsOf } from '../../../server/src/operations/cases/case-history.ts'
import { sealStep } from '../../../server/src/operations/cases/case-seal.ts'
import type { Sealer } from '../../../server/src/audit/sealer.ts'
import type { CaseDocument, HistoryEntry } from '../../../server/src/documents/case-document.ts'
import { storedAfter, storedTime } from '../../../server/src/ports/time.ts'
import type { BulkWriter } from './bulk-writer.ts'
import type { FilledCounty } from './copy-counties.ts'

const day = 86_400_000

/** Documents in one commit. */
const batch = 250

/** What cases to fill a store with. */
export interface CaseFill {
  /** Cases that were really run: each new one is one of them, elsewhere and at another time. */
  readonly patterns: readonly CaseDocument[]
  readonly counties: readonly FilledCounty[]
  readonly cases: number
  /** How many of them are under way. */
  readonly active: number
  /** The last of them began now; the others in the days before. */
  readonly now: string
  readonly days: number
  /** When the timers of those under way are due; on the days to come where nothing is said. */
  readonly due?: string
}

/** Fills a store with cases, spread evenly over counties and days; their histories are sealed as any are. */
export async function varyCases(writer: BulkWriter, fill: CaseFill): Promise<void> {
  const { patterns, counties, cases, active, now, days, due } = fill
  const underWay = patterns.filter(({ status }) => status === 'active')
  const ended = patterns.filter(({ status }) => status === 'done')
  let documents: CaseDocument[] = []
  for (let at = 0; at < cases; at++) {
    // Evenly mixed, so that every county and every day has its share of both.
    const isActive = Math.floor(((at + 1) * active) / cases) > Math.floor((at * active) / cases)
    const among = isActive ? underWay : ended
    const pattern = among[at % among.length]
    const county = counties[at % counties.length]
    if (pattern === undefined || county === undefined) throw new Error('nothing to vary')
    const began = storedAfter(now, -Math.round((days * day * (cases - at)) / cases))
    documents.push(varied(pattern, { county, at, began, now, due, sealer: writer.sealer }))
    if (documents.length < batch && at + 1 < cases) continue
    await writer.insert('cases', documents)
    documents = []
  }
}

function varied(
  pattern: CaseDocument,
  to: {
    readonly county: FilledCounty
    readonly at: number
    readonly began: string
    readonly now: string
    readonly due: string | undefined
    readonly sealer: Sealer
  },
): CaseDocument {
  const { county, at, began, now, due: dueAt, sealer } = to
  const id = randomUUID()
  const patient = `patient-${at}`
  const shift = Date.parse(began) - Date.parse(pattern.createdAt)
  // What happened later than now has happened just now.
  const moved = (moment: string) => {
    const shifted = storedAfter(moment, shift)
    return shifted > now ? now : shifted
  }
  // No case of the past is due: a server that fires sixty thousand timers at once is another story.
  const timers = <T extends { readonly dueAt: string }>(some: readonly T[]): T[] =>
    some.map((timer) => ({ ...timer, dueAt: dueAt ?? storedAfter(now, (1 + (at % 300)) * day) }))
  const facts = { ...pattern.snapshot.facts, 'patient.id': patient }
  const history: HistoryEntry[] = []
  for (const { hash: _h, payload: _p, salt: _s, factsHash: _f, ...entry } of pattern.history) {
    const own = {
      ...entry,
      at: moved(entry.at),
      recordedAt: moved(entry.recordedAt),
      facts: 'patient.id' in entry.facts ? { ...entry.facts, 'patient.id': patient } : entry.facts,
      changes:
        'patient.id' in entry.changes ? { ...entry.changes, 'patient.id': patient } : entry.changes,
      timers: timers(entry.timers),
      previous: history.at(-1)?.hash ?? null,
    }
    const { request: _request, ...unasked } = own
    const left = factsOf([...history, unasked])
    history.push(sealStep(id, unasked, left, sealer))
  }
  const due = timers(pattern.snapshot.timers)
  const { createKey: _key, requestHash: _hash, ...rest } = pattern
  return {
    ...(withoutMark(rest as CaseDocument) as CaseDocument),
    revision: history.length,
    id,
    ruleset: county.ruleset,
    version: county.version,
    bundle: county.hash,
    county: county.county,
    patient,
    createdAt: began,
    updatedAt: history.at(-1)?.recordedAt ?? began,
    nextTimerAt: due.length === 0 ? null : storedTime(due[0]?.dueAt ?? now),
    snapshot: {
      ...pattern.snapshot,
      bundle: county.hash,
      facts,
      timers: due,
      at: moved(pattern.snapshot.at),
    },
    history,
    refusals: [],
    outbox: pattern.outbox.map((entry) => ({
      ...entry,
      id: `${id}:${entry.id.split(':').slice(1).join(':')}`,
      at: history[entry.seq - 1]?.recordedAt ?? moved(entry.at),
    })),
  }
}
