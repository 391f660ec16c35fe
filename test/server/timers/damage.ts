import type {
  BundleDocument,
  PublicationDocument,
} from '../../../server/src/documents/publication-document.ts'
import type { Write } from '../../../server/src/ports/store.ts'
import type { TestServer } from '../harness/open-test-server.ts'

/** What has happened to the stored content of a version: it is gone, altered, or nothing stands in its place. */
export type DamageKind = 'missing' | 'changed' | 'emptied'

/** Puts the content of a version back as it was. */
export type Restore = (server: TestServer) => Promise<void>

/** Damages the stored content of a version past the server. */
export async function damageVersion(
  server: TestServer,
  publication: string,
  kind: DamageKind,
): Promise<Restore> {
  const { raw } = server
  const published = await raw.get<PublicationDocument>('publications', publication)
  const document = published && (await raw.get<BundleDocument>('bundles', published.bundle))
  if (document === undefined) throw new Error(`${publication} has no content`)
  const { id, revision } = document
  const remove = { kind: 'remove', collection: 'bundles', id, expectedRevision: revision } as const
  const putBack: Restore = async (now) => {
    if (kind !== 'missing') await write(now, remove)
    await write(now, { kind: 'insert', collection: 'bundles', document })
  }
  await write(server, remove)
  if (kind === 'missing') return putBack
  const content = kind === 'changed' ? { ...document.content, decisions: [] } : null
  const damaged = { ...document, content } as BundleDocument
  await write(server, { kind: 'insert', collection: 'bundles', document: damaged })
  return putBack
}

async function write({ raw }: TestServer, change: Write): Promise<void> {
  const result = await raw.commit([change])
  if (!result.committed) throw new Error('somebody else wrote meanwhile')
}
