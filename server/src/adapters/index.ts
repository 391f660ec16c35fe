// The stores, the clock and the threads the server can run on. Only server.ts and tests choose one.
export { systemClock } from './system-clock.ts'
export {
  openSqliteReader,
  openSqliteStore,
  type SqliteStoreOptions,
} from './sqlite/open-sqlite-store.ts'
export { compactSqliteFile } from './sqlite/compact-sqlite-file.ts'
export { embeddedSqlite } from './sqlite/embedded-store.ts'
export { type FolderLock, lockFolder } from './sqlite/lock-folder.ts'
export { hostsOf, openMongoStore, type MongoStoreOptions } from './mongo/open-mongo-store.ts'
export { folderArchive } from './folder-archive.ts'
export { openContentFiles, openContents } from './open-contents.ts'
export { createTrustedClients } from './jose-clients.ts'
export { createOpenIdProvider, type OpenIdSettings } from './openid-provider.ts'
export { createFhirReader } from './http-fhir-reader.ts'
export { PiscinaPool } from './worker-pool/piscina-pool.ts'
export { createHttpWebhookSender } from './webhook-sender/http-webhook-sender.ts'
