import { lockFolder } from '@jieli/server/adapters'
import { expect, it } from 'vitest'
import { eager } from '../../../server/src/audit/read-pages.ts'
import { changeUser, findUser } from '../../../server/src/people/accounts.ts'
import { grants, madeByTest, openTestServer } from '../harness/open-test-server.ts'
import { runCli } from './run-cli.ts'

it('the way back from a lost second factor needs the server ended, and is in the log', async () => {
  const server = await openTestServer()
  await server.user('zhao.min', 'seven blue umbrellas', {
    role: 'editor',
    county: 'north',
    units: '*',
  })
  const lost = { sealed: 'x', since: server.clock.now(), lastStep: 1, recovery: [] }
  await changeUser(server.context, 'zhao.min', {
    change: () => ({ secondFactor: lost }),
    audit: madeByTest('second-factor.confirm', 'zhao.min'),
  })
  const signIn = { username: 'zhao.min', password: 'seven blue umbrellas' }
  expect((await server.ask('/v1/sign-in', { body: signIn })).body).toEqual({ codeNeeded: true })
  const reset = async (username: string) =>
    await runCli('reset-second-factor', username, '--data', server.folder, '--language', 'en')

  const lock = lockFolder(server.folder)
  const held = await reset('zhao.min')
  expect([held.code, held.errors]).toEqual([2, expect.stringContaining('end it first')])
  lock.release()
  await server.app.close()
  await server.store.close()
  const done = await reset('zhao.min')
  expect([done.code, done.output]).toEqual([0, expect.stringContaining('taken away')])
  const again = await reset('zhao.min')
  expect([again.code, again.errors]).toEqual([1, expect.stringContaining('nothing was changed')])

  const next = await server.restart()
  expect((await findUser(next.context, 'zhao.min'))?.secondFactor).toBeNull()
  expect((await next.ask('/v1/sign-in', { body: signIn })).body.user.username).toBe('zhao.min')
  const key = await next.key(grants.auditor)
  const [entry] = (await next.ask('/v1/audit?action=second-factor.reset', { key })).body.items
  expect(entry).toMatchObject({
    target: 'zhao.min',
    county: 'north',
    actor: { id: 'command-line' },
  })
  expect((await next.store.verify(undefined, eager)).problems).toEqual([])
  await next.close()
})
