import path from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { expect, it } from 'vitest'
import { grants } from '../harness/open-test-server.ts'
import { smallRuleset } from '../harness/small-ruleset.ts'
import {
  before,
  otherUnit,
  pilotUnit,
  publishOnTrial,
  saveStricter,
  saveUnits,
  tried,
} from '../rulesets/on-trial.ts'
import { type Hospital, ruleset } from './hospital.ts'
import { readBlocks, readPage } from './read-exchanges.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const page = readPage('mcp.md')

/** What `docs/mcp.md` says to whoever lets an agent ask. */
export function describeAgents(hospital: () => Hospital, address: () => string): void {
  /** Starts the tools as the page has an agent's program start them, with a key. */
  async function withTools<Result>(key: string, work: (client: Client) => Promise<Result>) {
    const [block] = readBlocks(page)
    const text = (block?.text ?? '')
      .replace('/opt/jieli', root)
      .replace('http://localhost:8080', address())
      .replace('"KEY"', JSON.stringify(key))
      .replace('"node"', JSON.stringify(process.execPath))
    const { command, args, env } = JSON.parse(text).mcpServers.jieli
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StdioClientTransport({ command, args, env }))
    try {
      return await work(client)
    } finally {
      await client.close()
    }
  }
  const call = async (client: Client, name: string, query: Record<string, unknown> = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: query })
    const [first] = content as { text: string }[]
    return { isError: isError === true, told: JSON.parse(first?.text ?? 'null') }
  }
  const question = {
    ruleset,
    decision: 'relationMatrix',
    facts: { 'referral.initiator': 'institution', 'referral.direction': 'up' },
  }

  it('list, ask and explain the rules in force, and say what is needed and covered', async () => {
    await withTools(hospital().key, async (client) => {
      const { tools } = await client.listTools()
      const named = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
      expect(tools.map(({ name }) => name)).toEqual(named)
      const changing = tools.filter(({ annotations }) => annotations?.readOnlyHint !== true)
      expect(changing.map(({ name }) => name)).toEqual(['propose_decision'])

      expect((await call(client, 'list_rulesets')).told).toContainEqual(
        expect.objectContaining({ id: ruleset, inForce: '1.0.0' }),
      )
      const { decisions, facts } = (await call(client, 'list_decisions', { ruleset })).told
      expect(decisions).toContainEqual(expect.objectContaining({ id: 'relationMatrix' }))
      expect(facts).toContainEqual(
        expect.objectContaining({ id: 'referral.direction', type: 'code' }),
      )

      const asked = (await call(client, 'ask', question)).told
      expect(asked).toMatchObject({ outcome: 'needsFacts', bundle: { version: '1.0.0' } })
      const needed = (await call(client, 'what_is_needed', question)).told
      expect(needed).toEqual({ settled: false, outcome: 'needsFacts', needs: asked.needs })
      const { explanation } = (await call(client, 'explain', question)).told
      expect(explanation.zh.length).toBeGreaterThan(0)
      const { clauses } = (await call(client, 'coverage', { ruleset })).told
      expect(clauses).toContainEqual(
        expect.objectContaining({ citation: 'district-plan#DP-39', items: expect.any(Number) }),
      )

      const wrong = await call(client, 'ask', { ...question, facts: { age: 7 } })
      expect(wrong).toMatchObject({ isError: true, told: { code: 'FACTS_INVALID' } })
      // An integrator's key edits nothing.
      const decision = { id: 'relationMatrix' }
      const source = 'Implementation Plan, clause DP-39'
      const refused = await call(client, 'propose_decision', { ruleset, decision, source })
      expect(refused).toMatchObject({ isError: true, told: { code: 'PERMISSION_MISSING' } })
    })
  }, 60_000)

  it('PU2 ask for a unit, whose version on trial then decides', async () => {
    const { server } = hospital()
    await server.publish(smallRuleset())
    await saveUnits(server)
    const revision = await saveStricter(server)
    const from = server.clock.now().slice(0, 10)
    expect((await publishOnTrial(server, { revision, from })).status).toBe(201)
    const key = await server.key(grants.integrator)
    await withTools(key, async (client) => {
      const asked = { ruleset: 'small', decision: 'mayRefer', facts: { urgency: 'high' } }
      const told = async (tool: string, unit?: string) =>
        (await call(client, tool, { ...asked, ...(unit !== undefined && { unit }) })).told
      for (const tool of ['ask', 'explain']) {
        const [pilot, other, nobody] = [
          await told(tool, pilotUnit),
          await told(tool, otherUnit),
          await told(tool),
        ]
        expect(pilot).toMatchObject({
          bundle: { version: tried },
          versionChoice: { because: 'pilotUnit', unit: pilotUnit },
        })
        expect(other).toMatchObject({
          bundle: { version: before },
          versionChoice: { because: 'otherUnit' },
        })
        expect(nobody.versionChoice.because).toBe('unitUnknown')
      }
      expect((await told('what_is_needed', pilotUnit)).outcome).toBe('requireReview')
      expect((await told('what_is_needed', otherUnit)).outcome).not.toBe('requireReview')
    })
  }, 60_000)

  it('propose a decision into the draft with its source, and publish nothing', async () => {
    const { server } = hospital()
    await server.publish(smallRuleset({ id: 'agents' }))
    const editor = await server.key(grants.integrator, grants.editor)
    const source = 'the plan, clause DP-39'
    const read = async (what: string) =>
      (await server.ask(`/v1/rulesets/agents${what}`, { key: editor })).body
    const { decisions } = (await read('/book')).ruleset
    const proposed = { ...decisions[0], title: { zh: '可否转诊', en: 'may refer' } }
    const { told } = await withTools(editor, async (client) =>
      call(client, 'propose_decision', { ruleset: 'agents', decision: proposed, source }),
    )
    expect(told.draft).toEqual({ ruleset: 'agents', revision: 1 })
    const draft = (await read('/draft')).ruleset
    expect(draft.decisions).toContainEqual(expect.objectContaining({ title: proposed.title }))
    expect(draft.decisions).toHaveLength(decisions.length)
    expect(draft.manifest.notes.at(-1).en).toContain(source)
    const { versions } = await read('')
    expect(versions).toHaveLength(1)
  }, 60_000)
}
