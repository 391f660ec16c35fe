import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { attachmentKinds } from '../../../server/src/contracts/attachment-kinds.ts'
import { errorCatalogue } from '../../../server/src/errors/catalogue.ts'
import { readExamples } from '../../../server/src/plugins/openapi.ts'
import { codeOf } from '../harness/code-of.ts'
import { errorTypeOf } from '../harness/error-type-of.ts'
import { openTestServer, type TestServer } from '../harness/open-test-server.ts'

let server: TestServer
let description: Description

interface Content {
  readonly schema?: unknown
  readonly example?: unknown
}
interface Operation {
  readonly operationId?: string
  readonly summary?: string
  readonly requestBody?: { readonly content: Readonly<Record<string, Content>> }
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, Content>> }
    >
  >
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

beforeAll(async () => {
  server = await openTestServer()
  description = (await server.ask('/api/openapi.json')).body
})
afterAll(() => server.close())

function operations(): readonly (readonly [route: string, operation: Operation])[] {
  return Object.entries(description.paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${url}`, operation] as const,
    ),
  )
}

/** Media types whose content is no text, and has no example. */
const binary = Object.keys(attachmentKinds)

it('the description is a valid OpenAPI 3.1 document', async () => {
  const { valid, errors } = await new Validator().validate({ ...description })
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
})

describe('every operation', () => {
  it('has a name of its own and says what it does', () => {
    const names = operations().map(([, { operationId = '' }]) => operationId)
    expect(names.filter((name) => !/^[a-z][A-Za-z]+$/.test(name))).toEqual([])
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(80)
    expect(operations().filter(([, { summary = '' }]) => summary.length < 6)).toEqual([])
  })

  it('has an example of what is sent and of what is answered', () => {
    const lacking = operations().flatMap(([route, { requestBody, responses }]) => {
      const answered = Object.entries(responses).filter(([, { content }]) => content !== undefined)
      const contents = [
        ...(requestBody === undefined ? [] : [['request', requestBody.content] as const]),
        ...answered.map(([status, { content }]) => [status, content ?? {}] as const),
      ]
      return contents.flatMap(([where, content]) => {
        const described = Object.entries(content).filter(([type]) => !binary.includes(type))
        return described.length === 0 || described.some(([, { example }]) => example !== undefined)
          ? []
          : [`${route} ${where}`]
      })
    })
    expect(lacking).toEqual([])
  })

  it('names the errors of each status by their codes', () => {
    for (const [route, { responses }] of operations()) {
      const errors = Object.entries(responses).filter(([status]) => !status.startsWith('2'))
      expect([route, errors.length > 0]).toEqual([route, true])
      for (const [status, { description: codes, content }] of errors) {
        expect([route, ...Object.keys(content ?? {})]).toEqual([route, errorTypeOf(route, status)])
        const named = [...codes.matchAll(/^- `([A-Z_]+)`: /gm)].map(([, code]) => code)
        expect([route, status, named.length > 0]).toEqual([route, status, true])
        const statuses = named.map(
          (code) => errorCatalogue[code as keyof typeof errorCatalogue].status,
        )
        expect([route, ...new Set(statuses)]).toEqual([route, Number(status)])
      }
    }
  })
})

describe('every example', () => {
  for (const [name, { body, reply }] of readExamples())
    it(`${name} keeps to its contract`, () => {
      const schema = server.app.operations.get(name)?.schema
      expect(schema).toBeDefined()
      const replies = schema?.response as Readonly<Record<string, unknown>>
      const contract = replies['200'] ?? replies['201']
      if (contract instanceof z.ZodType && reply !== undefined)
        expect(contract.safeParse(reply).error).toBeUndefined()
      if (schema?.body instanceof z.ZodType)
        expect(schema.body.safeParse(body).error).toBeUndefined()
    })

  it('of an error is a problem, or an OperationOutcome', () => {
    const examples = operations().flatMap(([, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content }]) =>
        status.startsWith('2') ? [] : Object.values(content ?? {}).map(({ example }) => example),
      ),
    )
    expect(examples.length).toBeGreaterThan(80)
    expect(examples.every((example) => codeOf(example) !== '')).toBe(true)
  })
})
