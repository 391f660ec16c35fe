import type { Layer } from '@jieli/engine'
import type { TestServer } from '../harness/open-test-server.ts'
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

/** Saves a node of the tree, for somebody who may. */
export async function saveNode(
  server: TestServer,
  key: string,
  { id, ...node }: { id: string; level: string; parent?: string; packs?: unknown[] },
  revision = 0,
) {
  return await server.ask(`/v1/jurisdictions/${id}`, {
    method: 'PUT',
    key,
    body: { title: text(id, id), packs: [], ...node },
    headers: { 'if-match': `"${revision}"` },
  })
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
