import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Probe } from '../access/walk/probe.ts'
import { probes } from '../access/walk/probes.ts'
import { buildWorld, type Target, type World } from '../access/walk/world.ts'
import { roles } from '../../../server/src/contracts/roles.ts'
import type { Answer, TestServer } from '../harness/open-test-server.ts'
import { type DamageKind, damageVersion, type Restore } from '../timers/damage.ts'

/** Everything that can be read, at a place. */
const reads = Object.entries(probes).filter(
  ([name, { permission }]) => name.startsWith('GET /api') && permission !== 'public',
)

let world: World
let server: TestServer
let key: string
let restore: Restore | undefined

beforeAll(async () => {
  world = await buildWorld()
  server = world.server
  key = await server.key(...roles.map((role) => ({ role, county: '*', units: '*' }) as const))
  return async () => {
    await server.close()
  }
})
afterEach(async () => {
  await restore?.(server)
  restore = undefined
})
afterAll(() => {
  const { requests, refused } = walked
  console.log(`damage walked: ${reads.length} routes, ${requests} requests, ${refused} told of it`)
})
const walked = { requests: 0, refused: 0 }

async function ask(probe: Probe, at: Target): Promise<Answer> {
  return await server.ask(probe.url(at), { key, headers: { ...probe.headers } })
}

async function walk(at: Target): Promise<ReadonlyMap<string, Answer>> {
  const answers = new Map<string, Answer>()
  for (const [name, probe] of reads) answers.set(name, await ask(probe, at))
  return answers
}

/** What cannot be answered about a version without its content. */
const needingContent = [
  'GET /api/v1/rulesets/{id}/versions/{version}',
  'GET /api/v1/rulesets/{id}/versions/{version}/export',
  'GET /api/v1/rulesets/{id}/book',
  'GET /api/v1/rulesets/{id}/differences',
  'GET /api/v1/rulesets/{id}/cds-services',
  'GET /api/v1/rulesets/{id}/cds-feedback',
  'GET /api/v1/rulesets/{id}/draft/outcomes',
  'GET /api/v1/rulesets/{id}/draft/approvals',
  'GET /api/v1/cases/{id}/draft',
  'GET /api/v1/cases/{id}/approval-record',
  'GET /api/v1/cases/{id}/receipt',
  'GET /api/v1/cases/{id}/events/available',
  'GET /api/v1/rulesets/{id}/scheduled-duties',
  'GET /api/v1/rulesets/{id}/import-template',
  'GET /api/v1/rulesets/{id}/preparation',
  'GET /api/v1/rulesets/{id}/board',
  'GET /api/v1/rulesets/{id}/board/cases',
  'GET /api/v1/rulesets/{id}/flows',
  'GET /api/v1/runs/{run}/cases',
  'GET /api/v1/runs/{run}/export',
]

/** The routes that answer something of many rulesets at once. */
const lists = reads.filter(([, { touches }]) => touches === 'list').map(([name]) => name)

describe.each(['missing', 'changed', 'emptied'] as const satisfies readonly DamageKind[])(
  'with the content of one version %s',
  (kind) => {
    it('every route of another county answers as before, and no route fails without a code', async () => {
      const before = await walk(world.foreign)
      const own = await walk(world.own)
      restore = await damageVersion(server, `${world.own.ruleset}@1.0.0`, kind)
      server = await server.restart()
      const wrong: string[] = []
      const after = await walk(world.foreign)
      for (const [name, answer] of after) {
        const { status } = answer
        if (status !== before.get(name)?.status)
          wrong.push(`${name}: ${status} ${answer.body?.code}`)
        // What touches one ruleset alone is word for word the same.
        if (!lists.includes(name) && answer.reply.body !== before.get(name)?.reply.body)
          wrong.push(`${name}: it is another answer`)
      }
      const refused: string[] = []
      for (const [name, { status, reply }] of await walk(world.own)) {
        if (status < 400 || status === own.get(name)?.status) continue
        const { code } = JSON.parse(reply.body) as { code?: string }
        if (code === 'BUNDLE_DAMAGED') refused.push(name)
        else wrong.push(`${name}: ${status} ${code ?? ''}`)
      }
      expect(wrong).toEqual([])
      // What was stored by it can still be read: its cases, runs and settlements.
      expect(refused).toEqual(needingContent)
      walked.requests += 4 * reads.length
      walked.refused += refused.length
    })
  },
)
