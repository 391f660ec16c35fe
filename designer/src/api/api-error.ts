import type { Issue, Text } from '@jieli/engine'
import type { Dependent } from './dependent.ts'

/** The body of an error answer (RFC 9457), with our stable code and both languages. */
export interface Problem {
  readonly code: string
  readonly status: number
  readonly message: Text
  readonly issues?: readonly Issue[]
  readonly savedBy?: string
  readonly savedAt?: string
  readonly revision?: number
  /** Of a version that was not withdrawn yet: what rests on it. */
  readonly dependents?: readonly Dependent[]
  /** Of an overlay that was not removed yet: what was changed here and would go with it. */
  readonly changes?: readonly { readonly path: string; readonly sentence: Text }[]
  readonly needs?: readonly string[]
  /** Of a refused table: what is wrong with it, row by row, and how many problems there are in all. */
  readonly problems?: readonly TableProblem[]
  readonly total?: number
  /** Of a refused event: the decisions behind it, as a case records them. */
  readonly decisions?: readonly unknown[]
}

/** What is wrong with a table, or how a cell was read. */
export interface TableProblem {
  readonly code: string
  /** As a spreadsheet counts; 0 for the table as a whole. */
  readonly row: number
  readonly column: string
  readonly value: string
  readonly message: Text
}

/** The server said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
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

  get issues(): readonly Issue[] {
    return this.problem.issues ?? []
  }
}

/** Any failure as words for people, in both languages. Pure. */
export function describeFailure(error: unknown): Text {
  if (error instanceof ApiError) return error.problem.message
  const message = error instanceof Error ? error.message : String(error)
  return { zh: `页面出错：${message}`, en: `The page failed: ${message}` }
}

/** Reads an error answer, whatever its form: a proxy in between may not speak our problem format. Pure. */
export function problemOf(status: number, body: unknown): Problem {
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
