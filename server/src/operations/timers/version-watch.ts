import { publicationId } from '../context/bundle-cache.ts'
import { findDamagedVersions, isVersionDamage, noteMended } from '../context/damaged-versions.ts'
import type { DamagedVersion } from '../../documents/damaged-version.ts'
import type { TimerContext } from './timer-context.ts'
import { isParked, withFreedTimer } from './stuck-timer.ts'
import { stuckCases } from './timer-status.ts'
import { replaceCase } from '../cases/replace-case.ts'

/** So many damaged versions are looked at again in a run. */
const maxLookedAt = 5

/** A version that is, or was, damaged. */
type Doubted = Pick<DamagedVersion, 'ruleset' | 'version'> & { readonly hash: string }

/**
 * Looks at stored versions, some in each run: those known to be damaged, whether they open again, and one after the
 * other all the rest, whether they still do. What is mended lets the timers of its cases go on.
 */
export class VersionWatch {
  readonly #context: TimerContext
  #looked = ''
  #swept: { readonly value: string; readonly id: string } | undefined

  constructor(context: TimerContext) {
    this.#context = context
  }

  async run(): Promise<void> {
    await this.#lookAgain()
    await this.#sweep()
  }

  async #lookAgain(): Promise<void> {
    const known = await findDamagedVersions(this.#context.store)
    const doubted = new Map<string, Doubted>(
      [...known].map(([hash, { ruleset, version }]) => [hash, { ruleset, version, hash }]),
    )
    // Parked while another server took the version for mended: it is in no list, but its cases still say so.
    for (const { bundle: hash, ruleset, version, problem } of (await this.#context.timers.read())
      .groups)
      if (isVersionDamage(problem.code)) doubted.set(hash, { ruleset, version, hash })
    const hashes = [...doubted.keys()].toSorted()
    const behind = hashes.filter((hash) => hash <= this.#looked)
    for (const hash of [...hashes.slice(behind.length), ...behind].slice(0, maxLookedAt)) {
      this.#looked = hash
      const version = doubted.get(hash)
      if (version === undefined || !(await this.#opens(version))) continue
      await freeTimers(this.#context, hash)
      const noted = known.get(hash)
      if (noted !== undefined) await noteMended(this.#context, noted)
    }
  }

  async #opens({ ruleset, version, hash }: Doubted): Promise<boolean> {
    const id = publicationId(ruleset, version)
    const publication = await this.#context.store.get('publications', id)
    if (publication?.hash !== hash) return false
    return (await this.#context.bundles.findDamage(publication)) === undefined
  }

  async #sweep(): Promise<void> {
    const [next] = await this.#context.store.find('publications', {
      ...(this.#swept && { after: this.#swept }),
      limit: 1,
    })
    this.#swept = next && { value: next.id, id: next.id }
    if (next !== undefined) await this.#context.bundles.findDamage(next)
  }
}

/** Lets the timers go on that are parked because their version did not open. */
async function freeTimers(context: TimerContext, bundle: string): Promise<void> {
  for await (const { id, bundle: of } of stuckCases(context.store)) {
    if (of !== bundle) continue
    await context.mutex.run(id, async () => {
      const document = await context.store.get('cases', id)
      if (document === undefined || !isParked(document)) return
      if (!isVersionDamage(document.stuckTimer?.code)) return
      await context.commit([replaceCase(document, withFreedTimer(document))], 'mark')
    })
  }
  context.timers.outdate()
}
