import type { Layer } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
import type { AppOptions } from '@jieli/server/app'
import type { HospitalSettings } from '../../../server/src/operations/context/operation-context.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'

export const ruleset = 'district-plan-demo'

/** A server with the demonstration county's rules in force and its units, and a key of a hospital's system. */
export interface Hospital {
  readonly server: TestServer
  readonly key: string
  /** A code of the county's list of indications, and one of the diseases of its pathways. */
  readonly codes: {
    readonly indication: string
    readonly pathway: string
    readonly excluded: string
  }
}

const unit = (id: string, kind: string, tier: string) => ({ id, title: id, kind, tier })

export async function openHospital(
  app: Partial<AppOptions>,
  hospitals: HospitalSettings,
): Promise<Hospital> {
  const { ruleset: resolved } = (await loadRuleset(ruleset)).resolved
  if (resolved === undefined) throw new TypeError('the demonstration county does not resolve')
  const first = (id: string) => {
    const [value] = resolved.parameters.find((one) => one.id === id)?.values ?? []
    return (value?.value as readonly string[] | undefined)?.[0] ?? ''
  }
  const { basedOn: _, overlays: __, ...manifest } = resolved.manifest
  const server = await openTestServer(undefined, undefined, app, { hospitals })
  // What a change would be refused for is tried on the layer that says so, with what lies below it.
  const scenarios = resolved.scenarios.filter(({ kind }) => kind !== 'change')
  await server.publish({ ...resolved, scenarios, manifest } as unknown as Layer)
  const assessor = await server.key({ role: 'assessor', county: 'demo-district', units: '*' })
  await server.ask(`/v1/rulesets/${ruleset}/units`, {
    method: 'PUT',
    key: assessor,
    headers: { 'if-match': '"0"' },
    body: {
      units: [
        unit('V01', 'village-clinic', 'village'),
        unit('T01', 'township-health-centre', 'township'),
        unit('D01', 'county-general-hospital', 'county'),
      ],
    },
  })
  return {
    server,
    key: await server.key(grants.integrator),
    codes: {
      indication: first('upReferralIndications'),
      pathway: first('pathwayDiagnosisList'),
      excluded: first('pathwayExclusionList'),
    },
  }
}
