import type { Text } from '@jieli/engine'
import type { Problem, IssueReply } from '@jieli/server/contracts'

/** The body of an error answer, as far as it came: a proxy in between may not speak our format. */
export type Failure = Pick<Problem, 'code' | 'status' | 'message'> & Partial<Problem>

/** The server refused, or could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly problem: Failure

  constructor(problem: Failure) {
    super(`${problem.code}: ${problem.message.en}`)
    this.name = 'ApiError'
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }

  get issues(): readonly IssueReply[] {
    return this.problem.issues ?? []
  }
}

/** Describes any failure for people, in both languages. Pure. */
export function describeFailure(error: unknown): Text {
  if (error instanceof ApiError) return error.problem.message
  const message = error instanceof Error ? error.message : String(error)
  return { zh: `页面出错：${message}`, en: `The page failed: ${message}` }
}

/** Reads an error answer, whatever its form: a proxy in between may not speak our problem format. Pure. */
export function problemOf(status: number, body: unknown): Failure {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const fallback: Text = {
    zh: `服务器拒绝了请求（${status}）。`,
    en: `The server refused the request (${status}).`,
  }
  return {
    ...fields,
    status,
    code: typeof fields['code'] === 'string' ? fields['code'] : 'UNKNOWN',
    message: textOf(fields['message'], fallback),
  }
}

function textOf(value: unknown, fallback: Text): Text {
  if (typeof value !== 'object' || value === null) return fallback
  const { zh, en } = value as { zh?: unknown; en?: unknown }
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : fallback
}
