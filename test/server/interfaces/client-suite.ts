import { execFile, execFileSync } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import {
  BrokenBatchError,
  createClient,
  ProblemError,
  UnreachableError,
} from '@jieli/server/client'
import { expect, it } from 'vitest'
import { maxLines } from '../../../server/src/jobs/answer-batch.ts'
import { maxLineBytes } from '../../../server/src/operations/decisions/decide-lines.ts'
import { type Hospital, ruleset } from './hospital.ts'
import { readBlocks, readPage } from './read-exchanges.ts'

const page = readPage('integrating.md')
const run = promisify(execFile)

/** What `docs/integrating.md` shows, and how the typed client bears what a network does. */
export function describeClients(hospital: () => Hospital, address: () => string): void {
  const example = async (kind: string, command: string, args: readonly string[]) => {
    const { stdout } = await run(command, args, {
      cwd: import.meta.dirname,
      env: { ...process.env, ADDRESS: address(), KEY: hospital().key },
    }).catch((error: { stderr?: string; stdout?: string }) => {
      throw new Error(`${kind}: ${error.stderr ?? ''}${error.stdout ?? ''}`)
    })
    return stdout.trimEnd().split('\n')
  }
  const blocks = (kind: string) =>
    readBlocks(page)
      .filter((block) => block.kind === kind)
      .map(({ text }) => text)

  it('ask by curl as the page shows', async () => {
    const [single = '', batch = ''] = blocks('sh')
    const [reply = ''] = await example('curl', 'sh', ['-c', single])
    expect(JSON.parse(reply)).toMatchObject({ decision: 'relationMatrix', outcome: 'needsFacts' })
    const lines = (await example('curl', 'sh', ['-c', batch])).map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { line: 1, id: 'a', reply: { outcome: 'needsFacts' } },
      { line: 2, id: 'b', problem: { code: 'FACTS_INVALID' } },
      { end: true, decided: 1, refused: 1 },
    ])
  })

  it('ask by TypeScript as the page shows', async () => {
    const [text = ''] = blocks('ts')
    const told = await example('TypeScript', process.execPath, [
      '--no-warnings',
      '--input-type=module-typescript',
      '--eval',
      text,
    ])
    expect(told).toEqual([
      expect.stringMatching(/^needsFacts .*referral\.emergencyCritical|^needsFacts .*Unit/),
      'a needsFacts',
      'b FACTS_INVALID',
      'draft true',
      'CASE_STALE 1',
    ])
  })

  it.skipIf(!hasPython())('ask by Python as the page shows (skipped without python3)', async () => {
    const [text = ''] = blocks('python')
    expect(await example('Python', 'python3', ['-c', text])).toEqual([
      'draft True',
      '422 FACTS_INVALID /facts/age',
    ])
  })

  it('are held to the limits the page names', () => {
    expect([maxLines, maxLineBytes]).toEqual([20_000, 64_000])
    expect(page).toContain('10 MB, 20 000 lines, 64 kB a line')
  })

  it('try again what may be repeated, with the same key, and nothing that is refused', async () => {
    const keys: (string | undefined)[] = []
    const answers = [503, 429, 'broken', 200] as const
    const between = createServer((request, reply) => {
      const answer = answers[keys.length]
      keys.push(request.headers['idempotency-key'] as string | undefined)
      if (answer === 'broken' || answer === undefined) request.socket.destroy()
      else reply.writeHead(answer, { 'retry-after': '0' }).end(answer === 200 ? '{"id":"c"}' : '{}')
    })
    await new Promise<void>((resolve) => {
      between.listen(0, '127.0.0.1', resolve)
    })
    const { port } = between.address() as AddressInfo
    const client = createClient({ address: `http://127.0.0.1:${port}`, key: 'x' })
    const begun = await client.startCase({ ruleset, pathway: 'referral', facts: {} })
    expect(begun).toEqual({ id: 'c' })
    expect(keys).toHaveLength(4)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/)
    const once = createClient({ address: `http://127.0.0.1:${port}`, key: 'x', attempts: 1 })
    await expect(once.readCase('c')).rejects.toBeInstanceOf(UnreachableError)
    between.close()
    const own = createClient({ address: address(), key: hospital().key })
    const refused = own.readCase('nowhere')
    await expect(refused).rejects.toBeInstanceOf(ProblemError)
    await expect(refused).rejects.toMatchObject({ code: 'CASE_UNKNOWN', status: 404 })
  })

  it('are answered with less where they prefer that', async () => {
    const client = createClient({ address: address(), key: hospital().key })
    const facts = { 'patient.id': 'p-9', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }
    const begun = await client.startCase({ ruleset, pathway: 'referral', facts }, { minimal: true })
    expect(begun).toMatchObject({ revision: 1, state: 'draft', status: 'active' })
    expect(begun).not.toHaveProperty('history')
    expect((await client.readCase(begun.id)).history).toHaveLength(1)
  })

  it('number the lines of a long batch through, and notice a reply that broke off', async () => {
    const client = createClient({ address: address(), key: hospital().key })
    const lines = Array.from({ length: 1003 }, (_, at) => ({
      id: String(at + 1),
      facts: { age: 7 },
    }))
    let last = 0
    for await (const answer of client.decideBatch(ruleset, 'relationMatrix', lines)) {
      expect(answer).toMatchObject({ line: last + 1, id: String(last + 1) })
      last = answer.line
    }
    expect(last).toBe(1003)
    const broken = createServer((_request, reply) => {
      reply.end('{"line":1,"problem":{"code":"X","message":{"zh":"x","en":"x"}}}\n')
    })
    await new Promise<void>((resolve) => {
      broken.listen(0, '127.0.0.1', resolve)
    })
    const { port } = broken.address() as AddressInfo
    const other = createClient({ address: `http://127.0.0.1:${port}`, key: 'x' })
    const read = async () => {
      for await (const _ of other.decideBatch(ruleset, 'x', [{ facts: {} }])) continue
    }
    await expect(read()).rejects.toBeInstanceOf(BrokenBatchError)
    broken.close()
  })
}

function hasPython(): boolean {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
