import type { Layer } from '@jieli/engine'
import { type Answer, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'

/** Made-up codes of two editions; the rules are written in the second. */
export const clinical = 'urn:sample:clinical'
export const insurance = 'urn:sample:insurance'
export const header = 'code,name,targetCode,targetName,kind\n'
export const rows = [
  'S10.100,甲,S10.1,甲类,一对一',
  'S20.100,乙一,S20,乙类,many to one',
  'S20.200,乙二,S20,乙类,',
  'S30.000,丙,S30.1,丙一,一对多',
  'S30.000,丙,S30.2,丙二,一对多',
  'S40.000,丁,,,无',
].join('\n')

export const about = {
  county: 'north',
  title: '临床版到医保版（样例）',
  sourceSystem: clinical,
  sourceName: '临床版',
  targetSystem: insurance,
  targetName: '医保版',
  document: '样例对照表',
  documentOn: '2024-06-01',
  format: 'csv',
  file: 'map.csv',
}

/** The small ruleset, entering a patient into a pathway by the main diagnosis. */
function entering(): Layer {
  const layer = smallRuleset()
  const title = { zh: '主要诊断', en: 'main diagnosis' }
  const diagnosis = { id: 'episode.mainDiagnosis', type: 'code', title }
  const others = { id: 'episode.otherDiagnoses', type: 'codeList', title }
  const facts = [...(layer['facts'] as object[]), diagnosis, others]
  const urgent = { fact: 'urgency', operator: 'equal', value: 'high' }
  const listed = { fact: 'episode.mainDiagnosis', operator: 'equal', value: 'S10.1' }
  const [decision, ...rest] = layer['decisions'] as object[]
  const decisions = JSON.stringify([{ ...decision, id: 'pathwayEntry' }, decision, ...rest])
  const pathways = structuredClone(layer['pathways']) as unknown as {
    events: { id: string; asks: string[] }[]
  }[]
  for (const { events } of pathways)
    for (const event of events)
      if (event.id === 'note') event.asks = [...event.asks, 'episode.mainDiagnosis']
  return {
    ...layer,
    facts,
    pathways: pathways as object,
    decisions: JSON.parse(decisions.replace(JSON.stringify(urgent), JSON.stringify(listed))),
  } as Layer
}

/** A county that imports code maps, with somebody who brings them in, somebody who puts them in use, and a system. */
export class MappedServer {
  readonly server: TestServer
  readonly editor: string
  readonly publisher: string
  readonly system: string

  private constructor(
    server: TestServer,
    keys: { readonly editor: string; readonly publisher: string; readonly system: string },
  ) {
    this.server = server
    this.editor = keys.editor
    this.publisher = keys.publisher
    this.system = keys.system
  }

  static async open(): Promise<MappedServer> {
    const server = await openTestServer(undefined, undefined, undefined, {
      hospitals: {
        referrals: [
          { county: 'north', ruleset: 'small', pathway: 'referral', decision: 'mayRefer' },
        ],
      },
    })
    await server.publish(entering())
    const key = async (role: 'editor' | 'publisher' | 'integrator') =>
      await server.key({ role, county: 'north', units: '*' })
    return new MappedServer(server, {
      editor: await key('editor'),
      publisher: await key('publisher'),
      system: await key('integrator'),
    })
  }

  async send(content: string, more: Partial<typeof about> & object = {}, key = this.editor) {
    const query = new URLSearchParams({ ...about, ...more })
    const reply = await this.server.app.inject({
      method: 'POST',
      url: `/api/v1/code-maps?${query}`,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
      payload: content,
    })
    return { status: reply.statusCode, body: reply.json() }
  }

  async change(id: string, body: object, key = this.publisher): Promise<Answer> {
    return await this.server.ask(`/v1/code-maps/${id}/status`, { method: 'PUT', key, body })
  }
}
