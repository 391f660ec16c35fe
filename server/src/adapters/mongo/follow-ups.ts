import { MongoBulkWriteError, type Collection, type Db } from 'mongodb'
import type { MongoDocument } from './document-codec.ts'

/** An insert that must follow the write it was committed with. */
export interface FollowUp {
  readonly collection: string
  readonly document: MongoDocument
}

/** What a document carries from the write that decided a commit until the rest of the commit is stored. */
export interface Unsettled {
  readonly _followUps: readonly FollowUp[]
  /** The same, for a sparse index that finds them after a crash. */
  readonly _unsettled: true
}

export function unsettled(followUps: readonly FollowUp[]): Unsettled | Record<never, never> {
  return followUps.length === 0 ? {} : { _followUps: followUps, _unsettled: true }
}

/**
 * Inserts what must follow. Doing it twice does no harm, so whoever meets a
 * commit that a crashed server left half done can finish it, even while the
 * server that began it is still at it.
 */
export async function insertFollowUps(database: Db, followUps: readonly FollowUp[]): Promise<void> {
  const byCollection = Map.groupBy(followUps, ({ collection }) => collection)
  for (const [collection, group] of byCollection) {
    const documents = group.map(({ document }) => document)
    try {
      await database.collection<MongoDocument>(collection).insertMany(documents, { ordered: false })
    } catch (cause) {
      if (!isOnlyRepeated(cause)) throw cause
    }
  }
}

/** Every error is that the document is there already. */
function isOnlyRepeated(cause: unknown): boolean {
  if (!(cause instanceof MongoBulkWriteError)) return false
  const errors = Array.isArray(cause.writeErrors) ? cause.writeErrors : [cause.writeErrors]
  return errors.length > 0 && errors.every(({ code }) => code === 11000)
}

/** Takes the mark off a document whose commit is wholly stored; a document that was removed goes now. */
export async function clearFollowUps(
  collection: Collection<MongoDocument>,
  { _id, revision }: MongoDocument,
): Promise<void> {
  await collection.deleteOne({ _id, revision, _removed: true })
  await collection.updateOne(
    { _id, revision, _unsettled: true },
    { $unset: { _followUps: '', _unsettled: '' } },
  )
}

/** Finishes what crashed servers left half done in one collection. */
export async function settleAll(database: Db, name: string): Promise<void> {
  const collection = database.collection<MongoDocument>(name)
  const left = collection.find({ _unsettled: true })
  for await (const document of left) {
    await insertFollowUps(database, document['_followUps'] as FollowUp[])
    await clearFollowUps(collection, document)
  }
}
