import { contentHash } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import type { RecordedActor, RequestMark } from './documents.ts'

/** Marks a request by its key and the hash of everything it asks for. Pure. */
export function markRequest(
  key: string | undefined,
  actor: RecordedActor,
  asked: unknown,
): RequestMark | undefined {
  // The sender is part of the key: two senders may choose the same word.
  return key === undefined
    ? undefined
    : { key: `${actor.kind}:${actor.id}:${key}`, hash: contentHash(asked) }
}

/**
 * True when `kept` is the mark of the same request, sent before. Pure.
 * @throws ServerError IDEMPOTENCY_KEY_REUSED when the key was used to ask for something else
 */
export function isRepeat(kept: RequestMark | undefined, request: RequestMark): boolean {
  if (kept?.key !== request.key) return false
  if (kept.hash !== request.hash) {
    const key = request.key.split(':').slice(2).join(':')
    throw new ServerError('IDEMPOTENCY_KEY_REUSED', { key })
  }
  return true
}
