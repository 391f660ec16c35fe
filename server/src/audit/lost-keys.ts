import type { StoreReader } from '../ports/store.ts'
import { faultOf, latestOwn, openingAction } from './audit-entry.ts'
import { keyOf, type Sealer } from './sealer.ts'

/** The log of a store is sealed with another key than the one at hand. The message is one line, fit to be printed. */
export class AuditKeyError extends Error {
  override readonly name = 'AuditKeyError'
  /** What the key names itself by that the log is sealed with. */
  readonly keyId: string

  constructor(keyId: string, own: string) {
    super(
      `the audit log of this store is sealed with the key ${keyId}, and signing-key.pem of the data folder is ${own}: copy the file from the server that wrote the log, or, if it is lost for good, start once with JIELI_LOST_KEY=${keyId}`,
    )
    this.keyId = keyId
  }
}

/** How many openings are looked at: more than servers ever run at once. */
const looked = 32

/**
 * The keys a log was sealed with that are known to be lost: what the newest entry of ours says, and the one that is
 * said to be lost now.
 * @throws {AuditKeyError} when the newest opening is sealed with another key, and nobody says that it is lost
 */
export async function findLostKeys(
  store: Pick<StoreReader, 'find'>,
  sealer: Sealer,
  declaredLost?: string,
): Promise<ReadonlySet<string>> {
  const openings = await latestOwn(store, openingAction, looked)
  const own = openings.find((entry) => faultOf(entry, sealer) === undefined)
  const told = own?.detail?.['lostKeys']
  const lost = new Set(Array.isArray(told) ? (told as string[]) : [])
  const [newest] = openings.map(({ hash }) => keyOf(hash)).filter((key) => key !== undefined)
  if (newest === undefined || newest === sealer.keyId || lost.has(newest)) return lost
  if (newest !== declaredLost) throw new AuditKeyError(newest, sealer.keyId)
  return lost.add(newest)
}
