import { TextDecoder } from 'node:util'
import { findUnsafeJson, schemaIssues } from '@jieli/engine'
import type { z } from 'zod'
import { parseJson } from '../rulesets/parse-json.ts'
import { requestInvalid } from './request-validation.ts'
import { ServerError } from './server-error.ts'

/**
 * Reads the JSON body of a request; nothing for an empty one. Says where it is malformed, and refuses half a character
 * and names that reach a prototype. Pure.
 * @throws ServerError BODY_ENCODING, BODY_MALFORMED, BODY_NUMBER, BODY_FORBIDDEN
 */
export function readJsonBody(body: Uint8Array): unknown {
  const text = decode(body)
  if (text.trim() === '') return undefined
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const { line, column, detail, rounded } = parsed.fault
    throw new ServerError(
      rounded === undefined ? 'BODY_MALFORMED' : 'BODY_NUMBER',
      {
        detail: {
          zh: `第 ${line} 行第 ${column} 列，${detail.zh}`,
          en: `line ${line}, column ${column}: ${detail.en}`,
        },
      },
      { extra: { line, column } },
    )
  }
  const issues = findUnsafeJson(parsed.value).slice(0, 20)
  if (issues.length > 0) throw new ServerError('BODY_FORBIDDEN', {}, { issues })
  return parsed.value
}

/** The same, by the contract of the body. Pure. @throws ServerError also REQUEST_INVALID */
export function readWholeBody<Input>(body: Uint8Array, contract: z.ZodType<Input>): Input {
  const value = readJsonBody(body)
  const parsed = contract.safeParse(value)
  if (!parsed.success) throw requestInvalid(schemaIssues(parsed.error, value, ''))
  return parsed.data
}

/** Never replaces what it cannot read. */
const utf8 = new TextDecoder('utf-8', { fatal: true })

function decode(body: Uint8Array): string {
  try {
    return utf8.decode(body)
  } catch {
    throw new ServerError('BODY_ENCODING')
  }
}
