import {
  bringForward,
  contentHash,
  type Layer,
  layerReferences,
  versionSatisfies,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { ReceivedFile, ReceivedVersion } from '../../package-file/received-file.ts'
import { pinLayer } from '../../package-file/pin-layer.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findPublications } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findSigner } from './signers.ts'
import { dayAt } from '../../ports/time.ts'

/** What taking in one version of a file would do here. */
export interface PlannedVersion {
  readonly received: ReceivedVersion
  /** `newer` and `older` than the newest version here. */
  readonly standing: 'new' | 'newer' | 'older' | 'present'
  /** The newest version here. */
  readonly latest?: string
  /** True when the file is about another ruleset, which rests on this one. */
  readonly carried: boolean
  /** True when the very same comes with the program and was not published yet. */
  readonly program: boolean
  readonly from: string
}

/**
 * What taking in a file would do here, version by version.
 * @throws ServerError IMPORT_OWN_RULESET, IMPORT_VERSION_DIFFERS, IMPORT_KEY_CHANGED
 */
export async function planImport(
  context: OperationContext,
  file: ReceivedFile,
): Promise<readonly PlannedVersion[]> {
  const planned: PlannedVersion[] = []
  for (const received of file.versions) planned.push(await planVersion(context, file, received))
  return planned
}

async function planVersion(
  context: OperationContext,
  file: ReceivedFile,
  received: ReceivedVersion,
): Promise<PlannedVersion> {
  const { id, version } = received
  const publications = await findPublications(context.store, id)
  const [latest] = publications
  const same = publications.find((publication) => publication.version === version)
  const carried = id !== file.about.id
  const now = context.clock.now()
  const plan = {
    received,
    ...(latest && { latest: latest.version }),
    carried,
    program: false,
    from: dayAt(now),
  }
  if (same !== undefined) {
    if (!isSame(await context.bundles.layerOf(same), received.layer))
      throw new ServerError('IMPORT_VERSION_DIFFERS', { id, version })
    return { ...plan, standing: 'present' }
  }
  const program = await standsInProgram(context, received)
  await assertMayAdd(context, file, { id, publications })
  const above = publications.filter((each) => versionSatisfies(each.version, `>${version}`))
  if (above.length === 0)
    return { ...plan, program, standing: latest === undefined ? 'new' : 'newer' }
  // One that arrives late is in force no later than those it comes before.
  const from = [plan.from, ...above.map((each) => each.from)].toSorted()[0] ?? plan.from
  return { ...plan, program, standing: 'older', from }
}

/** Nobody elsewhere adds to what is made here, nor one sender to what another sends. */
async function assertMayAdd(
  context: OperationContext,
  file: ReceivedFile,
  { id, publications }: { id: string; publications: readonly PublicationDocument[] },
): Promise<void> {
  const draft = await context.store.get('drafts', id)
  const made = publications.some(({ program, elsewhere }) => !program && !elsewhere)
  if (made || draft?.discarded === false) throw new ServerError('IMPORT_OWN_RULESET', { id })
  // What came along with another ruleset binds nobody: its own maker has not been heard yet.
  const senders = new Set(
    publications.flatMap(({ elsewhere }) =>
      elsewhere === undefined || elsewhere.carried ? [] : [elsewhere.signer],
    ),
  )
  senders.delete(file.fingerprint)
  for (const known of senders) {
    if ((await findSigner(context, known)) === undefined) continue
    throw new ServerError('IMPORT_KEY_CHANGED', { id, known, actual: file.fingerprint })
  }
}

/** True when the same version comes with the program. @throws ServerError IMPORT_VERSION_DIFFERS */
async function standsInProgram(
  context: OperationContext,
  { id, version, layer }: ReceivedVersion,
): Promise<boolean> {
  const bundled = context.bundled.get(id)
  if ((bundled?.['manifest'] as { version?: unknown } | undefined)?.version !== version)
    return false
  const versions = new Map(layerReferences(layer).map((each) => [each.id, each.version]))
  if (bundled !== undefined && isSame(pinLayer(bundled, versions), layer)) return true
  throw new ServerError('IMPORT_VERSION_DIFFERS', { id, version })
}

/** True when both say the same, in whatever format. */
function isSame(a: Layer, b: Layer): boolean {
  return contentHash(bringForward(a)) === contentHash(bringForward(b))
}
