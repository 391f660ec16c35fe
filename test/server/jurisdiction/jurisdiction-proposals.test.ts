import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Caller } from '../../../server/src/operations/context/caller.ts'
import type { OperationContext } from '../../../server/src/operations/context/operation-context.ts'
import {
  confirmJurisdiction,
  turnDownJurisdiction,
} from '../../../server/src/operations/jurisdictions/jurisdiction-proposals.ts'
import { verifyAll } from '../audit/tamper.ts'
import { codeOf } from '../harness/code-of.ts'
import { grants, madeByTest, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { template } from '../pull/template-and-county.ts'
import { confirmNode, hills, pack, placeNorth, proposeNode } from './hill-province.ts'

let server: TestServer
let key: string
let admin: string

beforeEach(async () => {
  server = await openTestServer()
  admin = await server.key(grants.administrator)
  key = await server.key(grants.editor)
  await server.publish(hills())
  await server.publish(template())
  await placeNorth(server, admin)
})
afterEach(() => server.close())

const drop = async (as: string, { jurisdiction, id }: { jurisdiction: string; id: string }) =>
  await server.ask(`/v1/jurisdictions/${jurisdiction}/proposals/${id}`, {
    key: as,
    method: 'DELETE',
  })

it('JU8 a node says something else once another person confirms what one proposed, and by nobody alone', async () => {
  const node = { id: 'hills', level: 'province', parent: 'nation', packs: [] }
  const proposed = await proposeNode(server, admin, node, 1)
  expect(proposed.body).toMatchObject({
    jurisdiction: 'hills',
    over: 1,
    own: true,
    by: 'test key',
    reason: '省里来文',
    node: { packs: [] },
    confirmedBy: null,
  })
  const packsOf = async (id = 'hills') =>
    (await server.ask(`/v1/jurisdictions/${id}`, { key })).body.packs?.length
  expect(await packsOf()).toBe(1)
  expect(codeOf((await confirmNode(server, admin, proposed.body)).body)).toBe('JURISDICTION_OWN')
  const northern = await server.key({ role: 'administrator', county: 'north', units: '*' })
  expect((await confirmNode(server, northern, proposed.body)).status).toBe(403)
  expect(await packsOf()).toBe(1)

  const second = await server.key(grants.administrator)
  const [listed] = (await server.ask('/v1/jurisdiction-proposals', { key: second })).body.items
  expect(listed).toEqual({ ...proposed.body, own: false })
  const confirmed = await confirmNode(server, second, proposed.body)
  expect(confirmed.body).toMatchObject({ revision: 2, packs: [], confirmedBy: 'test key' })
  expect(await packsOf()).toBe(0)
  // Done is done: it is neither confirmed again nor withdrawn.
  const again = await confirmNode(server, second, proposed.body)
  expect(again.status).toBe(412)
  expect((await drop(admin, proposed.body)).status).toBe(404)
  const left = await server.ask('/v1/jurisdiction-proposals', { key: second })
  expect(left.body.items).toEqual([])
  expect((await verifyAll(server)).problems).toEqual([])
})

const turnDown = async (as: string, { jurisdiction, id }: { jurisdiction: string; id: string }) =>
  await server.ask(`/v1/jurisdictions/${jurisdiction}/proposals/${id}/turn-down`, {
    key: as,
    body: { reason: '文号有误' },
  })

it('JU8 a proposal is withdrawn or turned down, and a node that is only proposed binds nobody', async () => {
  const city = { id: 'hill-city', level: 'city', parent: 'hills', packs: [pack('plan', '*')] }
  const made = await proposeNode(server, admin, city)
  expect((await server.ask('/v1/jurisdictions/hill-city', { key })).status).toBe(404)
  const second = await server.key(grants.administrator)
  expect(codeOf((await drop(second, made.body)).body)).toBe('JURISDICTION_NOT_OWN')
  expect(codeOf((await turnDown(admin, made.body)).body)).toBe('JURISDICTION_OWN')
  const worklist = async (as: string) =>
    (await server.ask('/v1/worklist', { key: as })).body.items.filter(
      ({ kind }: { kind: string }) => kind === 'jurisdictionProposed',
    )
  expect(await worklist(second)).toMatchObject([
    { jurisdiction: 'hill-city', by: 'test key', reason: '省里来文', made: true },
  ])
  expect(await worklist(admin)).toEqual([])
  expect(await worklist(key)).toEqual([])
  const turned = await turnDown(second, made.body)
  const turnedDown = { by: 'test key', reason: '文号有误' }
  expect(turned.body).toMatchObject({ own: false, turnedDown })
  expect(await worklist(second)).toEqual([])
  // Whoever proposed it reads why, and it is neither confirmed nor turned down again.
  const listed = await server.ask('/v1/jurisdiction-proposals', { key: admin })
  expect(listed.body.items).toMatchObject([{ own: true, turnedDown }])
  for (const answer of [
    await confirmNode(server, second, made.body),
    await turnDown(second, made.body),
  ])
    expect(codeOf(answer.body)).toBe('JURISDICTION_PROPOSAL_GONE')
  const mine = await proposeNode(server, admin, city)
  expect((await drop(admin, mine.body)).status).toBe(204)
  const again = await proposeNode(server, second, city)
  expect((await confirmNode(server, admin, again.body)).body).toMatchObject({ revision: 1 })
  expect((await verifyAll(server)).problems).toEqual([])
})

it('JU8 a proposal falls where the node, or the tree around it, came to be another meanwhile', async () => {
  const node = { id: 'hills', level: 'province', parent: 'nation', packs: [] }
  const proposed = (await proposeNode(server, admin, node, 1)).body
  // An upgrade of the store, or an earlier program that shares it.
  const stored = await server.context.store.get('jurisdictions', 'hills')
  if (stored === undefined) throw new Error('no hills')
  await server.context.commit(
    [
      {
        kind: 'replace',
        collection: 'jurisdictions',
        document: { ...stored, revision: 2 },
        expectedRevision: 1,
      },
    ],
    madeByTest('jurisdiction.save', 'hills'),
  )
  const second = await server.key(grants.administrator)
  expect(codeOf((await confirmNode(server, second, proposed)).body)).toBe('JURISDICTION_STALE')
  const list = await server.ask('/v1/jurisdiction-proposals', { key: second })
  expect(list.body.items).toEqual([])
  // It is in nobody's way.
  const anew = (await proposeNode(server, admin, node, 2)).body
  expect((await confirmNode(server, second, anew)).body).toMatchObject({ revision: 3 })
})

it('JU8 a proposal confirmed at the moment it is turned down is one of the two, and a server that ended in between goes on', async () => {
  const node = { id: 'hills', level: 'province', parent: 'nation', packs: [] }
  const proposed = (await proposeNode(server, admin, node, 1)).body
  const { id } = proposed as { id: string }
  const by = (name: string): Caller => ({
    kind: 'user',
    id: name,
    title: name,
    grants: [grants.administrator],
  })
  const asked = { id: 'hills', proposal: id }
  // The proposal is confirmed, and nothing more gets through.
  const cut: OperationContext = {
    ...server.context,
    commit: async (change, audit) => {
      if (change[0]?.collection === 'jurisdictions') throw new Error('the server ends here')
      return await server.context.commit(change, audit)
    },
  }
  await expect(confirmJurisdiction(cut, by('li'), asked)).rejects.toThrow('ends here')
  expect((await drop(admin, proposed)).status).toBe(404)
  const second = await server.key(grants.administrator)
  const [waiting] = (await server.ask('/v1/jurisdiction-proposals', { key: second })).body.items
  expect(waiting.confirmedBy).toBe('li')
  const node2 = await confirmNode(server, second, proposed)
  expect(node2.body).toMatchObject({ revision: 2, packs: [], confirmedBy: 'li' })

  const later = (await proposeNode(server, admin, node, 2)).body as { id: string }
  const overtaken: OperationContext = {
    ...server.context,
    commit: async (change, audit) => {
      const asked = { id: 'hills', proposal: later.id, reason: '文号有误' }
      await turnDownJurisdiction(server.context, by('wang'), asked)
      return await server.context.commit(change, audit)
    },
  }
  await expect(
    confirmJurisdiction(overtaken, by('li'), { id: 'hills', proposal: later.id }),
  ).rejects.toMatchObject({ code: 'JURISDICTION_PROPOSAL_GONE' })
  const { body } = await server.ask('/v1/jurisdictions/hills', { key })
  expect(body.revision).toBe(2)
})
