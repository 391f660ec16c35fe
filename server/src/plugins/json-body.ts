import { TextDecoder } from 'node:util'
import { findUnsafeJson } from '@jieli/engine'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'
import { parseJson } from '../rulesets/parse-json.ts'

/**
 * Reads JSON bodies, and nothing else. Here texts come in: what is malformed, in another encoding, holds half a
 * character or names that reach a prototype is refused by its place, so that nothing behind has to look.
 */
export const jsonBody = fp(
  (app, _options, done) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser<Buffer>(
      'application/json',
      { parseAs: 'buffer' },
      (_request, body, parsed) => {
        try {
          const text = decode(body)
          parsed(null, text.trim() === '' ? undefined : readBody(text))
        } catch (error) {
          parsed(error as Error)
        }
      },
    )
    done()
  },
  { name: 'json-body' },
)

/** Never replaces what it cannot read. */
function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    throw new ServerError('BODY_ENCODING')
  }
}

function readBody(text: string): unknown {
  const parsed = parseJson(text)
  if (!parsed.ok) {
    const { line, column, detail } = parsed.fault
    throw new ServerError(
      'BODY_MALFORMED',
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
