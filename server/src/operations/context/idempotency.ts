import { canonicalJson } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { RequestMark } from '../../documents/request-mark.ts'

/** Marks a request by its key and the hash of everything it asks for. */
export async function markRequest(
  key: string | undefined,
  actor: RecordedActor,
  input: unknown,
): Promise<RequestMark | undefined> {
  // The sender is part of the key: two senders may choose the same word.
  return key === undefined
    ? undefined
    : { key: `${actor.kind}:${actor.id}:${key}`, hash: await hashOf(canonicalJson(input)) }
}

/** `sha256:` and the hash of a text or of bytes, computed beside the requests: both may be large. */
export async function hashOf(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const hash = await crypto.subtle.digest('SHA-256', bytes)
  return `sha256:${Buffer.from(hash).toString('hex')}`
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
