import { DatabaseSync } from 'node:sqlite'
import type { InsertWrite, Store } from '../../server/src/ports/store.ts'

const counties = Array.from({ length: 20 }, (_, n) => `county-${String(n).padStart(2, '0')}`)
const units = Array.from({ length: 30 }, (_, n) => `U${String(n).padStart(2, '0')}`)
const states = Array.from({ length: 12 }, (_, n) => `state-${String(n).padStart(2, '0')}`)

/** Made-up counties with units and cases in many states, in which pages are asked for. */
export const pageWorld = {
  counties,
  states,
  unitsOf: (county: string): readonly string[] => units.map((unit) => `${county}-${unit}`),
}

const begin = Date.parse('2023-01-01T00:00:00+08:00')
const span = 3 * 365 * 86_400_000

/** A moment in the time the cases lie in: 0 its beginning, 1 its end. */
export function momentOf(share: number): string {
  const zone = 8 * 3_600_000
  return new Date(begin + Math.floor(share * span) + zone).toISOString().replace('Z', '+08:00')
}

/** Rows that are written in one transaction. */
const batch = 20_000

/**
 * Stores cases and audit entries with the numbers `from` up to `to`, spread over the whole time, so that every size of
 * the store looks alike. The indexes are taken off meanwhile; the store makes them anew when it is opened next.
 * @param file the data file of the store
 */
export async function fillPages(
  store: Store,
  file: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  dropIndexes(file)
  for (let next = from; next < to; next += batch) {
    const writes: InsertWrite[] = []
    for (let n = next; n < Math.min(next + batch, to); n++) {
      writes.push({ kind: 'insert', collection: 'cases', document: caseOf(n) })
      writes.push({ kind: 'insert', collection: 'audit', document: entryOf(n) })
    }
    await store.commit(writes)
  }
}

function dropIndexes(file: string): void {
  const database = new DatabaseSync(file)
  const indexes = database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`)
    .all()
  for (const { name } of indexes) database.exec(`DROP INDEX ${String(name)}`)
  database.close()
}

/** What a case carries beside what it is found by: less than in life, so that a million fit into minutes. */
const history = [{ event: 'start', decisions: [], text: 'x'.repeat(600) }]

function caseOf(n: number) {
  const county = counties[n % counties.length] ?? ''
  const unit = (of: number) => `${county}-${units[of % units.length]}`
  const started = shareOf(n)
  return {
    id: `case-${String(hashOf(n)).padStart(10, '0')}-${n}`,
    revision: 1,
    ruleset: `${county}-rules`,
    version: '1.0.0',
    bundle: 'sha256:0',
    pathway: 'referral',
    county,
    patient: `patient-${n % 200_000}`,
    fromUnit: unit(hashOf(n + 1)),
    toUnit: unit(hashOf(n + 2)),
    state: states[hashOf(n + 3) % states.length] ?? '',
    status: n % 3 === 0 ? 'active' : 'done',
    createdAt: momentOf(started),
    updatedAt: momentOf(started + (1 - started) * 0.01 * (hashOf(n + 4) % 10)),
    nextTimerAt: n % 10 === 0 ? momentOf(1) : null,
    ...(n % 3 === 0 && dutyOf(n)),
    createKey: null,
    steps: 1,
    history,
  }
}

/** What one side of a case still has to do in it: half of them late at the middle of the time. */
function dutyOf(n: number) {
  const side = n % 2 === 0 ? 'fromUnit' : 'toUnit'
  const dueAt = momentOf(shareOf(n + 5))
  const title = { zh: '答复转诊', en: 'answer the referral' }
  const party = { id: side, title: { zh: '单位', en: 'the unit' } }
  return {
    openDuties: [
      { duty: 'answer', number: 1, status: 'owed', begunAt: dueAt, dueAt, title, party, side },
    ],
    dutyAt: dueAt,
    ...(side === 'fromUnit' ? { fromDutyAt: dueAt } : { toDutyAt: dueAt }),
  }
}

function entryOf(n: number) {
  const county = counties[n % counties.length] ?? ''
  return {
    id: `20230101T000000Z-bench.0000:${String(n).padStart(12, '0')}`,
    revision: 1,
    at: momentOf(shareOf(n)),
    actor: { kind: 'user', id: 'bench', title: 'bench' },
    action: ['case.start', 'case.event', 'decide'][n % 3] ?? '',
    target: `case-${n % 50_000}`,
    ...(n % 50 !== 0 && { county }),
    detail: { text: 'x'.repeat(200) },
  }
}

/** Numbers that look drawn, and are the same each time. */
function hashOf(n: number): number {
  return Math.imul(n ^ (n >>> 15), 0x2c_1b_3c_6d) >>> 8
}

function shareOf(n: number): number {
  return (hashOf(n) % 1_000_003) / 1_000_003
}
