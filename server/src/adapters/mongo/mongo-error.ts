import { MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb'
import { StoreError } from '../../ports/store-error.ts'

/** Whether a write failed because its id or the value of a unique field is taken. */
export function isDuplicate(cause: unknown): boolean {
  return cause instanceof MongoServerError && cause.code === 11000
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
