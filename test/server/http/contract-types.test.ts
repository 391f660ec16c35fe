import Fastify from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { expect, expectTypeOf, it } from 'vitest'
import { z } from 'zod'
import { type Case, caseSchema } from '../../../server/src/contracts/case.ts'
import { replies } from '../../../server/src/contracts/replies.ts'
import type { Wire, Written } from '../../../server/src/contracts/wire.ts'
import type { ResultOf } from '../../../server/src/jobs/heavy-operations.ts'
import type { Outcome } from '../../../server/src/jobs/server-context.ts'
import type { presentCase } from '../../../server/src/operations/cases/present-case.ts'
import { createReplySerializer } from '../../../server/src/plugins/reply-serializer.ts'
import { sendWritten } from '../../../server/src/routes/send-written.ts'

const contract = z.strictObject({ id: z.string(), added: z.string() })

/** What a thread wrote of a result. */
function outcomeOf<Result>(result: Result): Outcome<Result, undefined> {
  const bytes = new TextEncoder().encode(JSON.stringify(result)) as Written<Result>
  return { bytes, head: undefined }
}

const routes: FastifyPluginAsyncZod = async (app) => {
  const schema = { response: replies(200, contract) }
  app.get('/whole', { schema }, () => ({ id: 'a', added: 'b' }))
  app.get('/whole/written', { schema }, (_, reply) =>
    sendWritten(reply, outcomeOf({ id: 'a', added: 'b' })),
  )
  // @ts-expect-error what lacks a field of the contract is no reply
  app.get('/lacking', { schema }, () => ({ id: 'a' }))
  // @ts-expect-error nor is it when it is sent
  app.get('/lacking/sent', { schema }, (_, reply) => reply.send({ id: 'a' }))
  // @ts-expect-error nor when it was written on a thread
  app.get('/lacking/written', { schema }, (_, reply) => sendWritten(reply, outcomeOf({ id: 'a' })))
}

it('the compiler holds a route to its contract, and a reply that breaks it fails in tests', async () => {
  const app = Fastify()
  app.setSerializerCompiler(createReplySerializer({ check: true }))
  await app.register(routes)
  expect((await app.inject('/whole')).statusCode).toBe(200)
  expect((await app.inject('/whole/written')).json()).toEqual({ id: 'a', added: 'b' })
  expect((await app.inject('/lacking')).statusCode).toBe(500)
  await app.close()

  // A field added to a contract has to be given by the operation.
  const grown = caseSchema.extend({ added: z.string() })
  expectTypeOf<ReturnType<typeof presentCase>>().toExtend<Case>()
  expectTypeOf<ReturnType<typeof presentCase>>().not.toExtend<Wire<typeof grown>>()
  expectTypeOf<ResultOf<'readRuleset'>>().not.toBeAny()
  expectTypeOf<ResultOf<'readRuleset'>>().not.toBeUnknown()
})
