import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteStore, systemClock } from '@jieli/server/adapters'
import { type AuditedStore, openAuditedStore } from '../../server/src/audit/audited-store.ts'
import { checkpointFileName } from '../../server/src/audit/checkpoint-file.ts'
import { roles } from '../../server/src/contracts/roles.ts'
import type { CaseDocument } from '../../server/src/documents/case-document.ts'
import { auditedCollections } from '../../server/src/audited-collections.ts'
import type { PublicationDocument } from '../../server/src/documents/publication-document.ts'
import { BundleCache, publicationId } from '../../server/src/operations/context/bundle-cache.ts'
import { createKey } from '../../server/src/people/api-keys.ts'
import { collections } from '../../server/src/ports/collections.ts'
import type { Store } from '../../server/src/ports/store.ts'
import { ownSigningKey } from '../../server/src/package-file/signing-key.ts'
import { BulkWriter } from '../setup/bulk/bulk-writer.ts'
import { copyCounties, type FilledCounty } from '../setup/bulk/copy-counties.ts'
import type { FilledNames } from '../setup/bulk/get-addresses.ts'
import { varyCases } from '../setup/bulk/vary-cases.ts'
import { MeasuredServer } from './monitored-process.ts'

/** The ruleset of the demonstration county, which the others are copies of. */
export const ruleset = 'district-plan-demo'
export const version = '1.0.0'

/** A data folder of a server's own, thrown away in the end. */
export class FilledStore {
  readonly folder: string

  constructor(folder = mkdtempSync(path.join(tmpdir(), 'jieli-long-'))) {
    this.folder = folder
  }

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
  async fill(of: {
    counties: number
    cases: number
    active: number
  }): Promise<readonly FilledCounty[]> {
    return await this.with(async (store) => {
      const writer = await BulkWriter.open(store, this.folder)
      const all = await copyCounties(writer, { ruleset, version, more: of.counties - 1 })
      const found = await store.find<CaseDocument>('cases', { limit: 100 })
      const patterns = found.filter((each) => each.ruleset === ruleset && each.history.length > 1)
      const half = { cases: of.cases / 2, active: of.active / 2, now: systemClock.now(), days: 420 }
      for (const counties of [all.slice(0, 1), all] satisfies (readonly FilledCounty[])[])
        await varyCases(writer, { patterns, counties, ...half })
      return all
    })
  }

  /** Stores cases more whose timers are all due now. */
  async addDue(cases: number): Promise<void> {
    await this.with(async (store) => {
      const writer = await BulkWriter.open(store, this.folder)
      const found = await store.find<CaseDocument>('cases', { limit: 1000 })
      const patterns = found.filter(({ nextTimerAt }) => nextTimerAt !== null)
      const counties = await copyCounties(writer, { ruleset, version, more: 0 })
      const now = systemClock.now()
      const fill = { patterns, counties, cases, active: cases, days: 30 }
      await varyCases(writer, { ...fill, now, due: now })
    })
  }

  /** What the addresses of its pages are made from: of its first county, and one of its cases. */
  async names(): Promise<FilledNames> {
    return await this.with(async (store) => {
      const publication = await store.get<PublicationDocument>(
        'publications',
        publicationId(ruleset, version),
      )
      if (publication === undefined) throw new Error('the demonstration county is not published')
      const bundle = await new BundleCache(store, async () => {}).bundleOf(publication)
      const [newest] = await store.find<CaseDocument>('cases', { limit: 1 })
      const [run] = await store.find('runs', { limit: 1 })
      const [settlement] = await store.find('settlements', { limit: 1 })
      return {
        ruleset,
        version,
        case: newest?.id ?? '',
        run: run?.id ?? '',
        settlement: settlement?.id ?? '',
        county: publication.manifest.county ?? '',
        template: 'generic-plan',
        month: systemClock.now().slice(0, 7),
        measure: bundle.ruleset.measures[0]?.id ?? '',
        indicator: bundle.ruleset.indicators[0]?.id ?? '',
      }
    })
  }

  /** A key that may do everything everywhere. */
  async key(): Promise<string> {
    const grants = roles.map((role) => ({ role, county: '*', units: '*' as const }))
    return await this.keyWith(grants)
  }

  async keyWith(grants: Parameters<typeof createKey>[1]['grants']): Promise<string> {
    return await this.withLog(async (store) => {
      const signingKey = await ownSigningKey(this.folder)
      const context = { store, clock: systemClock, commit: store.commit, signingKey }
      const wanted = { title: 'measuring', grants, user: null }
      const actor = { kind: 'system', id: 'filler', title: 'filler' }
      const told = ({ id }: { id: string }) =>
        ({ action: 'key.create', actor, target: id }) as const
      return (await createKey(context, wanted, told)).key
    })
  }

  /** Does something with the store and its log while no server has them. */
  async withLog<Done>(work: (store: AuditedStore) => Promise<Done>): Promise<Done> {
    const store = await openAuditedStore({
      store: openSqliteStore({ file: path.join(this.folder, 'jieli.sqlite'), collections }),
      clock: systemClock,
      signingKey: await ownSigningKey(this.folder),
      collections: auditedCollections,
      checkpointFile: path.join(this.folder, checkpointFileName),
    })
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
