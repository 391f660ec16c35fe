import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Grant,
  type Permission,
  permissionPlaces,
  type Role,
  rolePermissions,
  roles,
} from '../../../../server/src/contracts/roles.ts'
import { codeOf } from '../../harness/code-of.ts'
import type { Answer } from '../../harness/open-test-server.ts'
import type { Probe } from './probe.ts'
import { probes } from './probes.ts'
import { buildWorld, type Target, type World } from './world.ts'

let world: World

beforeAll(async () => {
  world = await buildWorld()
})
afterAll(async () => {
  console.log(
    `rights walked: ${walked.routes} routes, ${walked.asked} requests, ${walked.refused} refused`,
  )
  await world.server.close()
})

const walked = { routes: 0, asked: 0, refused: 0 }

/** Where somebody may be: the county as a whole, one of its units, or every county. */
const reaches = {
  county: { county: 'north', units: '*' },
  unit: { county: 'north', units: ['n1'] },
  everywhere: { county: '*', units: '*' },
} as const satisfies Record<string, Pick<Grant, 'county' | 'units'>>

const rolesOfUnits = ['caseWorker', 'integrator', 'assessor']

/** Said anew from the documentation of roles, apart from the policy it judges: may this be done there? */
function expected(role: Role, reach: keyof typeof reaches, probe: Probe, at: Target): boolean {
  const { permission, touches } = probe
  if (permission === 'public' || permission === 'signedIn') return true
  const carried: readonly Permission[] = rolePermissions[role]
  if (!carried.includes(permission)) return false
  const smallest = permissionPlaces[permission]
  if (smallest === 'everywhere' && reach !== 'everywhere') return false
  if (reach === 'unit' && (smallest === 'county' || !rolesOfUnits.includes(role))) return false
  const near = reach === 'everywhere' || at.county === 'north'
  switch (touches) {
    case 'self':
    case 'list':
      return true
    case 'rules':
    case 'parts':
      return near
    case 'unit':
      return near && (reach !== 'unit' || at.unit === 'n1')
    case 'county':
      return near && reach !== 'unit'
    case 'everywhere':
      return reach === 'everywhere'
  }
}

/** What refuses somebody for who they are, as against what they ask. */
const refusals = [
  'PERMISSION_MISSING',
  'SCOPE_MISSING',
  'UNIT_SCOPE_MISSING',
  'UNIT_OUTSIDE',
  'WHOLE_COUNTY_NEEDED',
  'GRANT_TOO_WIDE',
  'CASE_UNKNOWN',
  'JURISDICTION_UNKNOWN',
  'RETENTION_COUNTY',
  'CODE_MAP_COUNTY',
  'CODE_MAP_UNKNOWN',
  'WEBHOOK_COUNTY',
  'WEBHOOK_UNKNOWN',
]

async function send(method: string, probe: Probe, at: Target, key: string): Promise<Answer> {
  const body = probe.body?.(at)
  return await world.server.ask(probe.url(at), {
    method: method as 'GET',
    key,
    headers: { ...probe.headers },
    ...(body !== undefined && { body }),
  })
}

function codeOfAnswer({ reply }: Answer): string {
  try {
    return codeOf(JSON.parse(reply.body))
  } catch {
    return ''
  }
}

/** The names of places that must not stand in an answer. */
function hiddenMarks(reach: keyof typeof reaches, probe: Probe): readonly string[] {
  if (reach === 'everywhere') return []
  const foreign = [world.foreign.countyMark, world.foreign.unitMark]
  return reach === 'unit' && probe.namesUnits !== true
    ? [...foreign, world.sister.unitMark]
    : foreign
}

describe('every route, for every role and reach, at one’s own, a sister and a foreign place', () => {
  it('knows every route of the API, and no other', async () => {
    const { paths } = (await world.server.ask('/api/openapi.json')).body as { paths: object }
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
    )
    walked.routes = routes.length
    expect(routes.toSorted()).toEqual(Object.keys(probes).toSorted())
  })

  /** The codes a route says it may answer with, as its description lists them. */
  async function describedCodes(): Promise<ReadonlyMap<string, string>> {
    const { paths } = (await world.server.ask('/api/openapi.json')).body as { paths: object }
    return new Map(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods as Record<string, { responses: object }>).map(
          ([method, { responses }]) =>
            [`${method.toUpperCase()} ${path}`, JSON.stringify(responses)] as const,
        ),
      ),
    )
  }

  for (const role of roles)
    for (const reach of Object.keys(reaches) as (keyof typeof reaches)[])
      it(`${role}, ${reach}: is answered exactly what the grant reaches`, async () => {
        const wrong: string[] = []
        const described = await describedCodes()
        for (const [name, probe] of Object.entries(probes)) {
          const [method = ''] = name.split(' ')
          for (const place of ['own', 'sister', 'foreign'] as const) {
            const at = world[place]
            const key = await world.server.key({ role, ...reaches[reach] })
            const answer = await send(method, probe, at, key)
            walked.asked++
            const code = codeOfAnswer(answer)
            if (described.get(name)?.includes(`\`${code}\``) === false && code !== '')
              wrong.push(`${name} does not say that it may answer ${code}`)
            const refused = refusals.includes(code)
            if (refused) walked.refused++
            const may = expected(role, reach, probe, at)
            const known = probe.permission === 'public' || answer.status !== 401
            if (refused === may || !known || answer.status >= 500)
              wrong.push(
                `${name} at ${place}: ${answer.status} ${code}, expected ${may ? 'yes' : 'no'}`,
              )
            for (const mark of hiddenMarks(reach, probe))
              if (at.unitMark !== mark && answer.reply.body.includes(mark))
                wrong.push(`${name} at ${place}: the answer tells of ${mark}`)
          }
        }
        expect(wrong).toEqual([])
      })
})

describe('what an answer says of what is elsewhere', () => {
  it('who reached for what was not theirs is in the log of the county it belongs to, and nowhere else', async () => {
    const editor = await world.server.key({ role: 'editor', county: 'north', units: '*' })
    await world.server.ask(`/v1/rulesets/${world.foreign.ruleset}`, { key: editor })
    const worker = await world.server.key({ role: 'caseWorker', county: 'north', units: ['n1'] })
    await world.server.ask(`/v1/cases/${world.sister.case}`, { key: worker })
    const read = async (county: string) => {
      const key = await world.server.key({ role: 'auditor', county, units: '*' })
      const { items } = (await world.server.ask('/v1/audit?limit=200', { key })).body
      return (items as { action: string; target: string; detail: { code: string } }[]).filter(
        ({ action }) => action === 'access.refuse',
      )
    }
    const ofRuleset = { target: world.foreign.ruleset, detail: { code: 'SCOPE_MISSING' } }
    expect(await read('south')).toContainEqual(
      expect.objectContaining({
        ...ofRuleset,
        detail: expect.objectContaining(ofRuleset.detail) as unknown,
      }),
    )
    const north = await read('north')
    expect(north.map(({ target }) => target)).toContain(world.sister.case)
    expect(north.map(({ target }) => target)).not.toContain(world.foreign.ruleset)
  })

  it('a suggestion never names a ruleset the asker may not read', async () => {
    const key = await world.server.key({ role: 'editor', county: 'north', units: '*' })
    for (const [name, probe] of Object.entries(probes)) {
      const [method = ''] = name.split(' ')
      const at: Target = { ...world.own, ruleset: 'rules-sout' }
      if (probe.url(at) === probe.url(world.own)) continue
      const answer = await send(method, probe, at, key)
      expect(`${name} ${answer.reply.body}`).not.toContain('rules-south')
    }
  })
})
