import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteStore, systemClock } from '@jieli/server/adapters'
import { createCommit } from '../../server/src/audit/commit.ts'
import { roles } from '../../server/src/contracts/roles.ts'
import type { CaseDocument } from '../../server/src/operations/documents.ts'
import { createKey } from '../../server/src/people/api-keys.ts'
import { collections } from '../../server/src/ports/collections.ts'
import type { Store } from '../../server/src/ports/store.ts'
import { ownSigningKey } from '../../server/src/travel/signing-key.ts'
import { copyCounties, type FilledCounty } from '../setup/bulk/copy-counties.ts'
import { varyCases } from '../setup/bulk/vary-cases.ts'
import { MeasuredServer } from './monitored-process.ts'

/** The ruleset of the demonstration county, which the others are copies of. */
export const ruleset = 'district-plan-demo'
export const version = '1.0.0'

/** A data folder of a server's own, thrown away in the end. */
export class FilledStore {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'jieli-long-'))

  /** Begins as every server does: with the demonstration county and what is published for it. */
  async begin(): Promise<void> {
    const first = await MeasuredServer.start(this.folder)
    await first.end()
  }

  /** Does something with the store while no server has it. */
  async with<Done>(work: (store: Store) => Promise<Done>): Promise<Done> {
    const store = openSqliteStore({ file: path.join(this.folder, 'jieli.sqlite'), collections })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }

  /** Fills it: half of the cases in the first county, the others spread over all. */
  async fill(of: { counties: number; cases: number; active: number }): Promise<void> {
    await this.with(async (store) => {
      const all = await copyCounties(store, { ruleset, version, more: of.counties - 1 })
      const found = await store.find<CaseDocument>('cases', { limit: 100 })
      const patterns = found.filter((each) => each.ruleset === ruleset && each.history.length > 1)
      const half = { cases: of.cases / 2, active: of.active / 2, now: systemClock.now(), days: 420 }
      for (const counties of [all.slice(0, 1), all] satisfies (readonly FilledCounty[])[])
        await varyCases(store, { patterns, counties, ...half })
    })
  }

  /** A key that may do everything everywhere. */
  async key(): Promise<string> {
    const grants = roles.map((role) => ({ role, county: '*', units: '*' as const }))
    return await this.keyWith(grants)
  }

  async keyWith(grants: Parameters<typeof createKey>[1]['grants']): Promise<string> {
    return await this.with(async (store) => {
      const commit = createCommit(store, systemClock)
      const signingKey = await ownSigningKey(this.folder)
      const context = { store, clock: systemClock, commit, signingKey }
      const wanted = { title: 'measuring', grants, user: null }
      return (await createKey(context, wanted, () => 'mark')).key
    })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
