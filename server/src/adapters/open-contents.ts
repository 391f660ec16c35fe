import { encryptedContents } from '../encryption/encrypted-contents.ts'
import type { AttachmentContents, ContentFiles } from '../ports/attachment-contents.ts'
import type { StorePlace } from '../ports/store.ts'

/** Opens the contents of attachments that go with a store, read and written with its keys. @throws {StoreError} */
export async function openContents(place: StorePlace): Promise<AttachmentContents> {
  return encryptedContents(await openContentFiles(place), place.keys)
}

/** Opens where the contents of attachments are kept, as they lie there. @throws {StoreError} */
export async function openContentFiles(place: StorePlace): Promise<ContentFiles> {
  if (place.kind === 'sqlite') {
    const { contentsBeside } = await import('./sqlite/file-contents.ts')
    return contentsBeside(place.file)
  }
  const { openMongoContents } = await import('./mongo/mongo-contents.ts')
  return await openMongoContents({ url: place.url })
}
