import { ApiError, problemOf } from './api-error.ts'

const base = '/api/v1'

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  /** The revision the change rests on; sent as `If-Match`. */
  readonly revision?: number
  /** Makes a repeated POST safe. */
  readonly idempotencyKey?: string
}

/**
 * Asks the server and reads its JSON answer. The session cookie travels along.
 * @throws {ApiError} when the server refuses, or cannot be reached (status 0).
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.revision !== undefined) headers['if-match'] = `"${options.revision}"`
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
  let response: Response
  try {
    response = await fetch(base + path + queryString(options.query), {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    })
  } catch {
    throw new ApiError({
      status: 0,
      code: 'UNREACHABLE',
      message: {
        zh: '连接不到服务器，请检查网络后重试。您的修改仍保留在本页。',
        en: 'The server cannot be reached. Check the network and try again. Your edits are still on this page.',
      },
    })
  }
  const body = await readJson(response)
  if (!response.ok) throw new ApiError(problemOf(response.status, body))
  return body as T
}

/** A key for one intended POST, kept while it is retried. */
export function createIdempotencyKey(): string {
  return crypto.randomUUID()
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function queryString(query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== '') search.set(name, String(value))
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}
