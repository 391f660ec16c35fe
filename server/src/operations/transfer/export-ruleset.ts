import { resolvePublished } from '@jieli/engine'
import { isPilotOn } from '../../contracts/version-in-force.ts'
import { ServerError } from '../../errors/server-error.ts'
import { fingerprintOf } from '../../package-file/signing-key.ts'
import { sealPackageFile, type PackageFile } from '../../package-file/package-file.ts'
import { dayAt } from '../../ports/time.ts'
import { publicationId } from '../context/bundle-cache.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { findVersions } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents } from '../library/parent-layers.ts'
import { readRulesetVersion } from '../library/read-ruleset.ts'

/**
 * A published version with everything it rests on, signed with this server's key. A version that came from elsewhere
 * goes on as it came, with the signature of whoever made it.
 * @throws ServerError RULESET_UNKNOWN, VERSION_UNKNOWN, EXPORT_INCOMPLETE, EXPORT_PILOT, SCOPE_MISSING
 */
export async function exportRuleset(
  context: OperationContext,
  caller: Caller,
  request: { ruleset: string; version: string },
): Promise<PackageFile> {
  const { ruleset: id, version } = request
  // Refuses what is not there and what the caller may not read.
  const { hash } = await readRulesetVersion(context, caller, id, version)
  await assertForAll(context, id, version)
  const file = (await asReceived(context, id, version)) ?? (await seal(context, id, version, hash))
  await context.commit([], {
    action: 'ruleset.export',
    actor: recordedActor(caller),
    target: id,
    detail: { version, hash, signer: fingerprintOf(file.publicKey) },
  })
  return file
}

/** Whoever takes it in takes it to be for all units. @throws ServerError EXPORT_PILOT */
async function assertForAll(context: OperationContext, id: string, version: string): Promise<void> {
  const versions = await findVersions(context.store, id)
  const found = versions.find((each) => each.version === version)
  const today = dayAt(context.clock.now(), found?.manifest.calendar?.utcOffset)
  if (found !== undefined && isPilotOn(found, today))
    throw new ServerError('EXPORT_PILOT', { id, version })
}

/** The file a version came in, where it was about that version. */
async function asReceived(
  context: OperationContext,
  id: string,
  version: string,
): Promise<PackageFile | undefined> {
  const name = publicationId(id, version)
  const publication = await context.store.get('publications', name)
  const { elsewhere } = publication ?? {}
  if (elsewhere === undefined || elsewhere.carried) return undefined
  const taken = await context.store.get('imports', elsewhere.import)
  const file = taken && (await context.store.get('travelFiles', taken.file))
  return file && (JSON.parse(file.text) as PackageFile)
}

async function seal(
  context: OperationContext,
  id: string,
  version: string,
  hash: string,
): Promise<PackageFile> {
  const incomplete = new ServerError('EXPORT_INCOMPLETE', { id, version })
  const name = publicationId(id, version)
  const publication = await context.store.get('publications', name)
  if (publication === undefined) throw incomplete
  const own = await context.bundles.layerOf(publication)
  const parents = await gatherParents(context, own)
  // A parent may be named by several, each by its own range.
  const layers = new Map(Object.values(parents).map((layer) => [nameOf(layer['manifest']), layer]))
  const ids = [...layers.values()].map((layer) => (layer['manifest'] as { id?: unknown }).id)
  if (new Set([id, ...ids]).size !== ids.length + 1) throw incomplete
  const find = (parent: string, range: string) => parents[`${parent}@${range}`]
  const published = resolvePublished(own, find, hash)
  if (published?.hash !== hash) throw incomplete
  return sealPackageFile([own, ...layers.values()], hash, context.signingKey)
}

function nameOf(manifest: unknown): string {
  const { id, version } = manifest as { id: string; version: string }
  return publicationId(id, version)
}
