import type { Text } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Clock } from '../../ports/clock.ts'
import { StoreError } from '../../ports/store-error.ts'
import type { CommitDocuments, DocumentStore } from '../../documents/document-store.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { readAll } from './read-all.ts'
import type { ShownProblem, DamagedEntry } from '../../contracts/common.ts'
import type { Damage, FoundDamage, DamagedVersion } from '../../documents/damaged-version.ts'

/** Damaged versions are read so many at a time. */
const pageSize = 100

/** More damaged versions than this are a damaged store. */
const maxListed = 1000

const watcher: RecordedActor = { kind: 'system', id: 'versions', title: '版本检查 versions' }

/** Every version known not to open, by hash. */
export async function findDamagedVersions(
  store: DocumentStore,
): Promise<ReadonlyMap<string, DamagedVersion>> {
  const found = new Map<string, DamagedVersion>()
  for await (const version of readAll(store, 'damagedVersions', {}, pageSize)) {
    found.set(version.id, version)
    if (found.size === maxListed) break
  }
  return found
}

/** Writes down that a version does not open, once, and says so in the log of audit. */
export async function noteDamage(
  ports: { readonly store: DocumentStore; readonly commit: CommitDocuments; readonly clock: Clock },
  { hash, ...found }: FoundDamage,
): Promise<void> {
  if ((await ports.store.get('damagedVersions', hash)) !== undefined) return
  const document: DamagedVersion = { id: hash, revision: 1, ...found, since: ports.clock.now() }
  await ports.commit([{ kind: 'insert', collection: 'damagedVersions', document }], {
    action: 'version.damage',
    actor: watcher,
    target: found.ruleset,
    county: found.county,
    detail: { version: found.version, hash, damage: found.damage },
  })
}

/** How a cache of versions writes down that one does not open: whoever asked for it is told in any case. */
export function damageNoter(
  ports: Parameters<typeof noteDamage>[0],
): (found: FoundDamage) => Promise<void> {
  return async (found) => {
    try {
      await noteDamage(ports, found)
    } catch (error) {
      // Whoever asks next writes it down.
      if (!(error instanceof StoreError)) throw error
    }
  }
}

/** Takes away that a version does not open: it does again. */
export async function noteMended(
  ports: { readonly commit: CommitDocuments },
  { id: hash, revision, ruleset, version, county }: DamagedVersion,
): Promise<void> {
  await ports.commit(
    [{ kind: 'remove', collection: 'damagedVersions', id: hash, expectedRevision: revision }],
    {
      action: 'version.mend',
      actor: watcher,
      target: ruleset,
      county,
      detail: { version, hash },
    },
  )
}

/** The error of a version that does not open. Pure. */
export function damagedError(found: FoundDamage): ServerError {
  const { ruleset, version, hash, damage } = found
  return new ServerError(
    'BUNDLE_DAMAGED',
    { ruleset, version, hash, detail: damageLabels[damage] },
    { extra: { ruleset, version, damage } },
  )
}

/** What a list shows of a version that does not open. Pure. */
export function shownDamage({ id: hash, ...found }: DamagedVersion): ShownProblem {
  return shownProblem(damagedError({ ...found, hash }))
}

/** Pure. */
export function shownProblem({ code, text }: ServerError): ShownProblem {
  return { code, message: text }
}

/** Pure. */
export function damagedEntry(
  { ruleset, version, manifest }: PublicationDocument,
  error: ServerError,
): DamagedEntry {
  return { ruleset, version, title: manifest.title, problem: shownProblem(error) }
}

/** Runs something that rests on a version or case: what it gives, or that it is damaged. @throws every other error */
export async function unlessDamaged<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly damaged: ServerError }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (isDamaged(error)) return { damaged: error }
    throw error
  }
}

/**
 * Whether an error says that a version does not open, or that what is stored of a case is not whole, or not as
 * its history says. Pure.
 */
function isDamaged(error: unknown): error is ServerError {
  return (
    error instanceof ServerError &&
    (isVersionDamage(error.code) || error.code === 'CASE_DAMAGED' || error.code === 'CASE_ALTERED')
  )
}

/** Whether a code says that a version does not open. Pure. */
export function isVersionDamage(code: string | undefined): boolean {
  return code === 'BUNDLE_DAMAGED'
}

const damageLabels: Readonly<Record<Damage, Text>> = {
  missing: { zh: '存储中已没有它的内容', en: 'its content is no longer in the store' },
  changed: { zh: '存储的内容与发布时的校验值不符', en: 'what is stored is not what was published' },
  unreadable: {
    zh: '存储的内容不符合规则集的格式',
    en: 'what is stored does not have the form of a ruleset',
  },
  unpublished: {
    zh: '它的发布记录已不存在，或指向别的内容',
    en: 'the record of its publication is gone, or names another content',
  },
}
