import type { AttachmentContents } from '../ports/attachment-contents.ts'
import type { StorePlace } from '../ports/store.ts'

/** Opens where the contents of attachments are kept that go with a store. @throws {StoreError} */
export async function openContents(place: StorePlace): Promise<AttachmentContents> {
  if (place.kind === 'sqlite') {
    const { contentsBeside } = await import('./sqlite/file-contents.ts')
    return contentsBeside(place.file)
  }
  const { openMongoContents } = await import('./mongo/mongo-contents.ts')
  return await openMongoContents({ url: place.url })
}
