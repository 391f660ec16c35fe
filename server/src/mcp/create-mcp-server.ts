import { coverRuleset, createBundle, runScenarios } from '@jieli/engine'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { type Client, ProblemError } from '../client/create-client.ts'
import { proposeDecision } from './propose-decision.ts'

const ruleset = z.string().min(1).max(80).describe('The id of a ruleset, as list_rulesets gives it')
const decision = z.string().min(1).max(80).describe('The id of a decision, as list_decisions gives')
const facts = z
  .record(z.string(), z.unknown())
  .describe('Facts by dotted name. Leave out what is not known: unknown is never taken for a no')
const asOf = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional()
  .describe('The day whose rules decide, YYYY-MM-DD; today when absent')
const unit = z
  .string()
  .min(1)
  .max(80)
  .optional()
  .describe(
    'The id of the unit that asks: while a version is on trial, it decides for its pilot units alone. When absent, the unit the facts name, else that of the key if it is of one. 询问的单位（编号）：有试点版本时，只对试点单位按试点版本判断；不填时取事实中写明的单位，否则取密钥所属的唯一单位。',
  )
const question = { ruleset, decision, facts, asOf, unit }

interface Question {
  readonly ruleset: string
  readonly decision: string
  readonly facts: Record<string, unknown>
  readonly asOf?: string | undefined
  readonly unit?: string | undefined
}

/**
 * The tools an agent has on the rules of a server: those in force are listed, asked and explained; a change is proposed
 * as a draft. Nothing is published, and no case is touched. What the key may not do the server refuses.
 */
export function createMcpServer(jieli: Client): McpServer {
  const server = new McpServer({ name: 'jieli', version: '1' })
  const ask = async ({ asOf: day, unit: asking, ...query }: Question) =>
    await jieli.decide(query.ruleset, query.decision, {
      facts: query.facts,
      ...(day !== undefined && { asOf: day }),
      ...(asking !== undefined && { unit: asking }),
    })
  const reading = { readOnlyHint: true, openWorldHint: false }

  server.registerTool(
    'list_rulesets',
    {
      description: 'The rulesets there are, with the version in force today.',
      annotations: reading,
    },
    async () =>
      await answer(async () => {
        const found: object[] = []
        for await (const { id, title, county, inForce, sample } of jieli.listRulesets())
          found.push({ id, title, county, inForce, sample })
        return found
      }),
  )

  server.registerTool(
    'list_decisions',
    {
      description: 'The decisions of a ruleset, each with what it decides and the facts there are.',
      inputSchema: { ruleset },
      annotations: reading,
    },
    async (query) =>
      await answer(async () => {
        const { ruleset: rules, version, standing } = await jieli.readBook(query.ruleset)
        return {
          version,
          standing,
          decisions: rules.decisions.map(({ id, title, description, cites }) => ({
            id,
            title,
            description,
            cites,
          })),
          facts: rules.facts.map(({ id, title, type, values }) => ({
            id,
            title,
            type,
            codes: values?.map(({ code }) => code),
          })),
        }
      }),
  )

  server.registerTool(
    'ask',
    {
      description:
        'Asks a decision by the version in force: the outcome, with its reasons and clauses. No outcome denies care.',
      inputSchema: question,
      annotations: reading,
    },
    async (query) =>
      await answer(async () => {
        const told = await ask(query)
        const { outcome, reasons, needs, outputs, bundle, versionChoice, asOf: day } = told
        return { outcome, reasons, needs, outputs, bundle, versionChoice, asOf: day }
      }),
  )

  server.registerTool(
    'explain',
    {
      description: 'Asks a decision and explains the answer in sentences, in Chinese and English.',
      inputSchema: question,
      annotations: reading,
    },
    async (query) =>
      await answer(async () => {
        const { outcome, explanation, bundle, versionChoice } = await ask(query)
        return { outcome, explanation, bundle, versionChoice }
      }),
  )

  server.registerTool(
    'what_is_needed',
    {
      description:
        'The smallest list of further facts that would settle a decision; none if settled.',
      inputSchema: question,
      annotations: reading,
    },
    async (query) =>
      await answer(async () => {
        const { outcome, needs } = await ask(query)
        return { settled: outcome !== 'needsFacts', outcome, needs }
      }),
  )

  server.registerTool(
    'coverage',
    {
      description: 'Which clauses the rules cite, and which of them a scenario exercises.',
      inputSchema: { ruleset },
      annotations: reading,
    },
    async (query) =>
      await answer(async () => {
        const { ruleset: rules, origin, version } = await jieli.readBook(query.ruleset)
        const covered = coverRuleset(rules, runScenarios(createBundle(rules, origin)))
        return {
          version,
          clauses: covered.map(({ citation, items, exercised }) => ({
            citation,
            items: items.length,
            exercised: exercised.length,
          })),
        }
      }),
  )

  server.registerTool(
    'propose_decision',
    {
      description:
        'Puts a decision, whole and as the ruleset schema has it, into the draft of a ruleset, with the source it rests on. People look at the draft, test it and publish it; this never does.',
      inputSchema: {
        ruleset,
        decision: z.looseObject({ id: z.string().min(1).max(80) }),
        source: z.string().min(10).max(500).describe('Document and clause, in words'),
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    async (query) => await answer(async () => await proposeDecision(jieli, query)),
  )

  return server
}

/** The result of a tool as JSON; a problem of the server is told as one, for the agent to go by. */
async function answer(work: () => Promise<object>) {
  try {
    return { content: [{ type: 'text' as const, text: JSON.stringify(await work()) }] }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { code, message, issues } = error.problem
    const text = JSON.stringify({ code, message, issues })
    return { isError: true, content: [{ type: 'text' as const, text }] }
  }
}
