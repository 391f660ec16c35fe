import { problemSchema } from '../contracts/problem.ts'
import { asJson } from '../contracts/wire.ts'
import { ProblemError } from './problem-error.ts'

/** How a server is spoken to. */
export interface Connection {
  /** Of the server, as in `https://jieli.example.cn`. */
  readonly address: string
  /** An API key. */
  readonly key: string
  /** Of what the server words in one language; Chinese when absent. */
  readonly language?: 'zh' | 'en'
  /** How often a request is tried in all; 4 when absent. */
  readonly attempts?: number
  /** Milliseconds a try may take; 30 000 when absent. */
  readonly timeout?: number
}

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Under `/api/v1`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  /** Lines of JSON in the place of a body. */
  readonly lines?: string
  readonly headers?: Readonly<Record<string, string>>
  /** True where a repeat would not be answered as the first: it is tried once. */
  readonly once?: boolean
}

/** The server could not be reached, or answered with what is none of its replies. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
}

/** Something in between is overloaded, or ends just now: worth another try. */
const passing = new Set([429, 502, 503, 504])

/**
 * Sends a request that may be repeated: one that reads, changes nothing, or carries an idempotency key. It is tried again
 * when the network fails or the server is busy, after the time the server names, else ever later.
 * @throws ProblemError, UnreachableError
 */
export async function sendRequest(connection: Connection, sent: Sent): Promise<Response> {
  const attempts = sent.once === true ? 1 : (connection.attempts ?? 4)
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt >= attempts
    const reply = await tryOnce(connection, sent).catch((error: unknown) => {
      if (last) throw new UnreachableError(`No answer from ${connection.address}`, { cause: error })
      return undefined
    })
    if (reply?.ok === true) return reply
    if (reply !== undefined && (last || !passing.has(reply.status))) throw await problemOf(reply)
    await reply?.body?.cancel()
    await wait(reply, attempt)
  }
}

/** The same, read as JSON. */
export async function askJson<Reply>(connection: Connection, sent: Sent): Promise<Reply> {
  const reply = await sendRequest(connection, sent)
  return (await reply.json()) as Reply
}

async function tryOnce(
  { address, key, language = 'zh', timeout = 30_000 }: Connection,
  { method, path, query = {}, body, lines, headers }: Sent,
): Promise<Response> {
  const url = new URL(`${address.replace(/\/+$/, '')}/api/v1${path}`)
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, String(value))
  const type = lines === undefined ? 'application/json' : 'application/x-ndjson'
  return await fetch(url, {
    method,
    // Of a batch the reply takes as long as its reader does.
    ...(lines === undefined && { signal: AbortSignal.timeout(timeout) }),
    headers: {
      authorization: `Bearer ${key}`,
      'accept-language': language,
      ...(method !== 'GET' && { 'content-type': type }),
      ...headers,
    },
    ...(method !== 'GET' && { body: lines ?? JSON.stringify(body) }),
  })
}

async function problemOf(reply: Response): Promise<Error> {
  const parsed = problemSchema.safeParse(await reply.json().catch(() => undefined))
  return parsed.success
    ? new ProblemError(asJson(parsed.data))
    : new UnreachableError(`${reply.status} without a problem from ${reply.url}`)
}

async function wait(reply: Response | undefined, attempt: number): Promise<void> {
  const named = Number(reply?.headers.get('retry-after') ?? Number.NaN)
  const seconds = Number.isFinite(named) ? named : 2 ** attempt / 4
  // Not all who were sent away at once come back at once.
  const milliseconds = Math.min(60, seconds) * 1000 * (1 + Math.random() / 4)
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}
