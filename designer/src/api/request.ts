import { ApiError, problemOf } from './api-error.ts'

/** Where requests go, on the server the page comes from. */
export const base = '/api/v1'

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
  /** A file to send as it is, instead of a body. */
  readonly file?: { readonly content: Blob; readonly type: string }
  /** The revision the change rests on; sent as `If-Match`. */
  readonly revision?: number
  /** True for what a page asks again and again by itself: it does not keep whoever left it signed in. */
  readonly unattended?: boolean
  /** Has a job do the work: the reply is that job. */
  readonly asJob?: true
  /** Makes a repeated POST safe. */
  readonly idempotencyKey?: string
}

/**
 * Sends a request and reads the JSON reply. The session cookie goes along.
 * @throws {ApiError} when the server refuses, or cannot be reached (status 0).
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  return (await readJson(await ask(path, options))) as T
}

/**
 * Asks the server for a file.
 * @throws {ApiError} like {@link request}
 */
export async function requestFile(path: string, query?: RequestOptions['query']): Promise<Blob> {
  return await (await ask(path, query === undefined ? {} : { query })).blob()
}

async function ask(path: string, options: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (options.body !== undefined) headers['content-type'] = 'application/json'
  if (options.file !== undefined) headers['content-type'] = options.file.type
  if (options.revision !== undefined) headers['if-match'] = `"${options.revision}"`
  if (options.unattended === true) headers['jieli-unattended'] = '1'
  if (options.asJob === true) headers['prefer'] = 'respond-async'
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
  let response: Response
  try {
    response = await fetch(base + path + queryString(options.query), {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.file === undefined ? {} : { body: options.file.content }),
    })
  } catch {
    throw unreachable()
  }
  if (!response.ok) throw new ApiError(problemOf(response.status, await readJson(response)))
  return response
}

/** What is said where the server cannot be reached. */
export function unreachable(): ApiError {
  return new ApiError({
    status: 0,
    code: 'UNREACHABLE',
    message: {
      zh: '连接不到服务器，请检查网络后重试。您的修改仍保留在本页。',
      en: 'The server cannot be reached. Check the network and try again. Your edits are still on this page.',
    },
  })
}

/** A key for one intended POST, kept while it is retried. */
export function createIdempotencyKey(): string {
  // The browser's own ids are not there for a page that came without a certificate.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
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
