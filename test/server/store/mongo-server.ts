import { MongoClient, type Db } from 'mongodb'

/** A server of the MongoDB protocol for the tests, or undefined. */
export const mongoUrl = process.env['JIELI_TEST_MONGODB_URL'] || undefined

/** Why the MongoDB tests are skipped, and how to have them. */
export const withoutMongo =
  'skipped, no JIELI_TEST_MONGODB_URL; test/ferretdb/run.sh COMMAND… runs a command with one'

if (mongoUrl === undefined) console.log(`MongoDB store tests: ${withoutMongo}`)

/** Reaches past the adapter, to make what a crash leaves and to see what is stored. */
export async function inDatabase<R>(name: string, work: (database: Db) => Promise<R>): Promise<R> {
  const client = await MongoClient.connect(mongoUrl!, { serverSelectionTimeoutMS: 5000 })
  try {
    return await work(client.db(name))
  } finally {
    await client.close()
  }
}

export async function dropDatabase(name: string): Promise<void> {
  await inDatabase(name, (database) => database.dropDatabase())
}
