import { createHash, createPrivateKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalJson, type Layer } from '@jieli/engine'
import {
  type Answer,
  grants,
  openTestServer,
  type TestServer,
} from '../harness/open-test-server.ts'
import { template } from '../pull/template-and-county.ts'

/** A server with a key for whoever edits, publishes and imports there, and one for its administrator. */
export interface Side {
  readonly server: TestServer
  readonly staff: string
  readonly admin: string
}

export async function openSide(): Promise<Side> {
  const server = await openTestServer()
  const staff = await server.key(grants.editor, grants.publisher, grants.auditor)
  return { server, staff, admin: await server.key(grants.administrator) }
}

/** A template on the one called `plan`, stricter than it and open for more. */
export function stricterTemplate(id = 'plan-plus'): Layer {
  return {
    manifest: {
      id,
      kind: 'template',
      title: { zh: '从严方案', en: 'stricter plan' },
      version: '1.0.0',
      basedOn: { id: 'plan', version: '^1.0.0' },
      sources: [],
    },
    parameters: [
      {
        id: 'varianceCeiling',
        values: [{ from: '2020-01-01', value: { numerator: 13, denominator: 100 } }],
      },
    ],
  } as unknown as Layer
}

export async function publishBoth(side: Side): Promise<void> {
  await side.server.publish(template())
  await side.server.publish(stricterTemplate())
}

/** The text of an exported version. */
export async function exported(side: Side, id = 'plan-plus', version = '1.0.0'): Promise<string> {
  const url = `/v1/rulesets/${id}/versions/${version}/export`
  const { reply } = await side.server.ask(url, { key: side.staff })
  return reply.body
}

export function importFile(side: Side, file: string, step: '' | '/preview' = ''): Promise<Answer> {
  return side.server.ask(`/v1/imports${step}`, { key: side.staff, body: { file } })
}

/** Has the administrator of one side accept the key a file was signed with. */
export async function acceptSender(side: Side, file: string): Promise<string> {
  const { publicKey } = JSON.parse(file) as { publicKey: string }
  const body = { publicKey, title: '邻市平台' }
  const answer = await side.server.ask('/v1/signers', { key: side.admin, body })
  return answer.body.fingerprint as string
}

interface Sealed {
  layers: { id: string; version: string; hash: string; layer: { manifest: { version: string } } }[]
  publicKey: string
}

/** A file changed by somebody who holds the sender's key, and signed again so that the signature fits. */
export function resealed(side: Side, file: string, change: (sealed: Sealed) => void): string {
  const { signature: _signature, ...sealed } = JSON.parse(file) as Sealed & { signature: string }
  change(sealed)
  for (const each of sealed.layers)
    each.hash = `sha256:${createHash('sha256').update(canonicalJson(each.layer)).digest('hex')}`
  const key = createPrivateKey(
    readFileSync(path.join(side.server.folder, 'signing-key.pem'), 'utf8'),
  )
  const signature = sign(null, Buffer.from(canonicalJson(sealed)), key).toString('hex')
  return JSON.stringify({ ...sealed, signature })
}

/** How many documents of each kind a server keeps that an import could add. */
export async function countStored({ server }: Side): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const name of ['publications', 'bundles', 'imports', 'travelFiles', 'signers'] as const)
    counts[name] = (await server.context.store.find(name, { limit: 100 })).length
  return counts
}
