import type { RequestMark } from '../../documents/request-mark.ts'
import { isRepeat } from './idempotency.ts'
import type {
  CommitDocuments,
  DocumentKinds,
  DocumentWrite,
  MadeName,
} from '../../documents/document-store.ts'
import type { MadeDocument } from '../../documents/made-document.ts'
import type { OperationContext } from './operation-context.ts'

/** What a request makes, and what it is answered with when it was made before. */
export interface Makes<T, Name extends MadeName> {
  readonly collection: Name
  /** True where what is made may follow another write of its commit, and so cannot be refused for its key. */
  readonly follows?: true
  /** The answer of whoever asks again: what was made, as it now stands. */
  readonly again: (made: DocumentKinds[Name]) => T | Promise<T>
  /** Where else the request adds a document on its way; one that is there from a try before is not added again. */
  readonly alongside?: MadeName
}

/**
 * Makes something once for a request with an idempotency key, however often it is sent, to however many servers, and
 * whatever crashes in between: the key goes into the very commit that makes it. Without a key it is made each time.
 * @throws ServerError IDEMPOTENCY_KEY_REUSED when the key was used to ask for something else
 */
export async function makeOnce<T, Name extends MadeName>(
  context: OperationContext,
  mark: RequestMark | undefined,
  makes: Makes<T, Name>,
  make: (context: OperationContext) => Promise<T>,
): Promise<T> {
  if (mark === undefined) return await make(context)
  // Within one server the second of two waits for the first instead of losing to it after all of its work.
  return await context.mutex.run(`request ${mark.key}`, async () => {
    const before = await findMade(context, makes, mark)
    if (before !== undefined) return await makes.again(before)
    try {
      return await make({ ...context, commit: markingCommit(context, mark, makes) })
    } catch (error) {
      if (!(error instanceof MadeBefore)) throw error
      return await makes.again(error.made as DocumentKinds[Name])
    }
  })
}

/** Ends the work of a request whose twin was faster. */
class MadeBefore extends Error {
  readonly made: MadeDocument

  constructor(made: MadeDocument) {
    super('the request was answered before')
    this.made = made
  }
}

/** @throws ServerError IDEMPOTENCY_KEY_REUSED */
async function findMade<Name extends MadeName>(
  { store }: OperationContext,
  { collection, follows }: Pick<Makes<unknown, Name>, 'collection' | 'follows'>,
  mark: RequestMark,
): Promise<DocumentKinds[Name] | undefined> {
  const field = follows === true ? 'requestKey' : 'createKey'
  const [found] = await store.find(collection, {
    where: [{ field, operator: 'equal', value: mark.key }],
    limit: 1,
  })
  if (found === undefined) return undefined
  const { requestHash }: MadeDocument = found
  const hash = requestHash ?? firstHash(found)
  return isRepeat({ key: mark.key, hash }, mark) ? found : undefined
}

/** Cases that were started by an earlier program keep the hash with their first step. */
function firstHash(document: object): string {
  const { history } = document as { history?: readonly { request?: RequestMark }[] }
  return history?.[0]?.request?.hash ?? ''
}

/** The commit with the request's key in the document that is made. */
function markingCommit(
  context: OperationContext,
  mark: RequestMark,
  makes: Pick<Makes<unknown, MadeName>, 'collection' | 'follows' | 'alongside'>,
): CommitDocuments {
  return async (change, audit) => {
    if (typeof audit === 'string') return await context.commit(change, audit)
    const { alongside } = makes
    const [first] = change
    const beside = alongside !== undefined && first?.collection === alongside
    const marked = beside
      ? [withKey(first, `${mark.key} ${alongside}`), ...change.slice(1)]
      : markMade(change, makes, mark)
    const result = await context.commit(marked, audit)
    if (result.committed) return result
    // A try before came as far as this.
    if (beside && result.reason === 'exists') return { committed: true }
    const made = await findMade(context, makes, mark)
    if (made !== undefined) throw new MadeBefore(made)
    return result
  }
}

/** The writes with the mark on what they make: the document inserted in the collection, or the one written there. */
function markMade(
  change: readonly DocumentWrite[],
  { collection, follows }: Pick<Makes<unknown, MadeName>, 'collection' | 'follows'>,
  { key, hash }: RequestMark,
): readonly DocumentWrite[] {
  const there = (write: DocumentWrite) => write.collection === collection && write.kind !== 'remove'
  const inserted = change.findLastIndex((write) => there(write) && write.kind === 'insert')
  const at = inserted >= 0 ? inserted : change.findIndex(there)
  return change.map((write, index) => {
    if (index !== at || write.kind === 'remove') return write
    const found = follows === true && { requestKey: key }
    const document = { ...write.document, ...found, requestHash: hash }
    const marked = { ...write, document } as DocumentWrite
    // Only the first write is refused for a key that is taken; the others are inserted whatever there is.
    return index === 0 && write.kind === 'insert' ? withKey(marked, key) : marked
  })
}

function withKey(write: DocumentWrite, createKey: string): DocumentWrite {
  return write.kind === 'insert'
    ? ({ ...write, document: { ...write.document, createKey } } as DocumentWrite)
    : write
}
