import { MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb'
import { StoreError } from '../../ports/store-error.ts'

/** Whether a write failed because its id or the value of a unique field is taken. */
export function isDuplicate(cause: unknown): boolean {
  if (!(cause instanceof MongoServerError)) return false
  // FerretDB 1 has the right code for an insert, but for a replacement an internal error.
  return cause.code === 11000 || (cause.code === 1 && /UNIQUE constraint/.test(cause.message))
}

/** What went wrong with a MongoDB server, as a {@link StoreError}. `where` names it without its password. */
export function mongoError(where: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  if (cause instanceof MongoServerSelectionError || cause instanceof MongoNetworkError) {
    return new StoreError('STORE_UNREACHABLE', `MongoDB at ${where} does not answer (${message})`, {
      cause,
    })
  }
  // 13 Unauthorized, 18 AuthenticationFailed
  if (cause instanceof MongoServerError && (cause.code === 13 || cause.code === 18)) {
    return new StoreError('STORE_UNREACHABLE', `MongoDB at ${where} refuses us (${message})`, {
      cause,
    })
  }
  return new StoreError('STORE_FAILED', `MongoDB at ${where} failed: ${message}`, { cause })
}
