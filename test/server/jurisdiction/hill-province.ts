import type { Layer } from '@jieli/engine'
import { type Answer, grants, type TestServer } from '../harness/open-test-server.ts'
import { template } from '../pull/template-and-county.ts'

const text = (zh: string, en: string) => ({ zh, en })
const cites = ['plan#DP-57']

/** A province's pack: how many beds there are at least, locked, and a red line over it. */
export const hills = (version = '1.0.0', beds = 3): Layer =>
  ({
    manifest: {
      id: 'hills-pack',
      kind: 'pack',
      authority: 'province',
      title: text('山区省规则', 'rules of the hill province'),
      version,
      sources: [{ id: 'plan', title: text('方案', 'the plan') }],
    },
    parameters: [
      {
        id: 'beds',
        type: 'integer',
        title: text('床位', 'beds'),
        required: true,
        cites,
        contract: { mode: 'locked', authority: 'province' },
        values: [{ from: '2020-01-01', value: beds }],
      },
    ],
    redLines: [
      {
        id: 'RL-90',
        title: text('床位不得减少', 'beds may not be fewer'),
        authority: 'province',
        cites,
        checks: [{ kind: 'floor', parameter: 'beds', bound: beds }],
      },
    ],
  }) as unknown as Layer

/** The small template, resting on the province's pack. */
export const hillPlan = (id = 'hill-plan'): Layer => {
  const layer = template() as unknown as { manifest: Record<string, unknown> }
  layer.manifest['id'] = id
  layer.manifest['basedOn'] = { id: 'hills-pack', version: '^1.0.0' }
  return layer as unknown as Layer
}

/** A pack's entry in a node. */
export const pack = (id = 'hills-pack', version = '^1.0.0', more: object = {}) => ({
  id,
  version,
  why: text('省定标准。', 'A provincial standard.'),
  cites,
  ...more,
})

interface SentNode {
  readonly id: string
  readonly level: string
  readonly parent?: string
  readonly title?: unknown
  readonly packs?: readonly unknown[]
}

/** Proposes what a node of the tree is to say, for somebody who may. */
export async function proposeNode(
  server: TestServer,
  key: string,
  { id, ...node }: SentNode,
  revision: number | '*' = 0,
): Promise<Answer> {
  return await server.ask(`/v1/jurisdictions/${id}/proposals`, {
    key,
    body: { node: { title: text(id, id), packs: [], ...node }, reason: '省里来文' },
    headers: { 'if-match': revision === '*' ? '*' : `"${revision}"` },
  })
}

/** Confirms a proposal. */
export async function confirmNode(
  server: TestServer,
  key: string,
  { jurisdiction, id }: { readonly jurisdiction: string; readonly id: string },
): Promise<Answer> {
  const url = `/v1/jurisdictions/${jurisdiction}/proposals/${id}/confirm`
  return await server.ask(url, { key, body: {} })
}

/** Saves a node of the tree as two people do; what stops the first is the answer. */
export async function saveNode(
  server: TestServer,
  key: string,
  node: SentNode,
  revision: number | '*' = 0,
): Promise<Answer> {
  const proposed = await proposeNode(server, key, node, revision)
  if (proposed.status !== 200) return proposed
  return await confirmNode(server, await server.key(grants.administrator), proposed.body)
}

/** A nation, a hill province that binds its pack, and the county `north-county` in it. */
export async function placeNorth(server: TestServer, key: string): Promise<void> {
  for (const node of [
    { id: 'nation', level: 'nation' },
    { id: 'hills', level: 'province', parent: 'nation', packs: [pack()] },
    { id: 'north-county', level: 'county', parent: 'hills' },
  ]) {
    const saved = await saveNode(server, key, node)
    if (saved.status !== 200) throw new Error(saved.reply.body)
  }
}
