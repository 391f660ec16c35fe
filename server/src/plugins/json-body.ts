import { findUnsafeJson } from '@jieli/engine'
import fp from 'fastify-plugin'
import { ServerError } from '../errors/server-error.ts'
import { parseJson } from '../rulesets/parse-json.ts'

/** Reads JSON bodies, and nothing else; says where one is malformed, and refuses names that reach a prototype. */
export const jsonBody = fp(
  (app, _options, done) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser<string>(
      'application/json',
      { parseAs: 'string' },
      (_request, body, parsed) => {
        try {
          parsed(null, body.trim() === '' ? undefined : readBody(body))
        } catch (error) {
          parsed(error as Error)
        }
      },
    )
    done()
  },
  { name: 'json-body' },
)

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
