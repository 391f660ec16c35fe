import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import type { CheckpointLine } from '../../../server/src/audit/checkpoint.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { Tamperer } from '../audit/tamper.ts'
import { grants, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts, smallRuleset } from '../harness/small-ruleset.ts'
import { runCli } from './run-cli.ts'

let server: TestServer
let tamperer: Tamperer
let key: string

beforeAll(async () => {
  server = await openTestServer()
  await server.publish(smallRuleset())
  key = await server.key(grants.integrator)
  tamperer = new Tamperer(server)
  await start()
  await server.store.writeCheckpoint()
})
afterEach(async () => {
  await tamperer.undo()
})
afterAll(() => server.close())

async function start(): Promise<string> {
  const body = { ruleset: 'small', pathway: 'referral', facts: referralFacts() }
  return (await server.ask('/v1/cases', { key, body })).body.id as string
}
const verify = async (...more: string[]) =>
  await runCli('audit', 'verify', '--data', server.folder, ...more)
const inFolder = (name: string) => path.join(server.folder, name)
const lines = (): CheckpointLine[] =>
  readFileSync(inFolder(checkpointFileName), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CheckpointLine)

describe('jieli audit verify', () => {
  it('says beside a running server that nothing is other than it was written', async () => {
    const { code, output } = await verify()
    expect([code, output]).toEqual([0, expect.stringMatching(/没有发现问题。\n$/)])
    const english = await verify('--language', 'en', '--json')
    expect(english.code).toBe(0)
    expect(JSON.parse(english.output)).toMatchObject({ sound: true, problems: [], documents: 4 })
  })

  it('says what is wrong, where, why it matters and what to do, and ends with 1', async () => {
    const [stored] = await tamperer.all('cases')
    await tamperer.overwrite('cases', { ...stored!, state: 'accepted' })
    const { code, output } = await verify('--language', 'en')
    expect(code).toBe(1)
    expect(output).toContain(`✗ cases/${stored!.id}/state`)
    expect(output).toContain('[CASE_STATE_CHANGED]')
    expect(output).toMatch(/Why it matters: .+\n\s+What to do: .+/)
    expect(output).toMatch(/2 problem\(s\)\.\n$/)
    const chinese = await verify()
    expect(chinese.output).toMatch(/为何重要：.+\n\s+怎样处理：.+/)
    const json = JSON.parse((await verify('--json')).output)
    expect(json).toMatchObject({ sound: false, counts: { CASE_STATE_CHANGED: 1 } })
  })

  it('holds the store against a checkpoint file and a public key kept elsewhere', async () => {
    const elsewhere = inFolder('elsewhere.ndjson')
    copyFileSync(inFolder(checkpointFileName), elsewhere)
    const publicKey = inFolder('public-key.txt')
    writeFileSync(publicKey, `${server.context.signingKey.publicKey}\n`)
    const flags = ['--checkpoints', elsewhere, '--public-key', publicKey]
    expect((await verify(...flags)).code).toBe(0)
    await tamperer.empty('checkpoints')
    rmSync(inFolder(checkpointFileName))
    const emptied = await verify(...flags)
    expect([emptied.code, emptied.output]).toEqual([
      1,
      expect.stringContaining('CHECKPOINT_MISSING'),
    ])
    copyFileSync(elsewhere, inFolder(checkpointFileName))
    await tamperer.undo()
    const [line, ...rest] = lines()
    const forged = [{ ...line!, headsHash: rest[0]?.headsHash ?? 'x' }, ...rest]
    writeFileSync(elsewhere, forged.map((each) => JSON.stringify(each)).join('\nnot a line\n'))
    const changed = await verify(...flags)
    expect(changed.output).toContain('CHECKPOINT_CHANGED')
    writeFileSync(elsewhere, 'nothing\nof\nthe kind\n')
    const other = await verify('--checkpoints', elsewhere)
    expect(other.output).toContain('CHECKPOINT_UNREADABLE')
    expect(other.output).toContain('CHECKPOINT_NONE')
    const theirs = await ownSigningKey(inFolder('theirs'))
    writeFileSync(publicKey, theirs.publicKey)
    expect((await verify('--public-key', publicKey)).output).toContain('CHECKPOINT_OTHER_KEY')
  })

  it('looks with --since at what came after a checkpoint alone', async () => {
    const [before] = await tamperer.all('cases')
    server.clock.advance(3_600_000)
    const after = await start()
    await server.store.writeCheckpoint()
    const part = ['--since', lines().at(-1)!.id, '--json']
    expect(JSON.parse((await verify(...part)).output)).toMatchObject({ sound: true, documents: 1 })
    for (const [id, code] of [
      [before!.id, 0],
      [after, 1],
    ] as const) {
      const stored = (await tamperer.all('cases')).find((each) => each.id === id)
      await tamperer.overwrite('cases', { ...stored!, county: 'south' })
      expect((await verify(...part)).code, id).toBe(code)
      await tamperer.undo()
    }
  })

  it('ends with 2 where it is used in a way that cannot work, and writes nothing', async () => {
    const nowhere = inFolder('nowhere')
    const noFolder = await runCli('audit', 'verify', '--data', nowhere)
    expect([noFolder.code, noFolder.errors]).toEqual([
      2,
      expect.stringContaining('signing-key.pem'),
    ])
    await ownSigningKey(nowhere)
    const noStore = await runCli('audit', 'verify', '--data', nowhere, '--language', 'en')
    expect([noStore.code, noStore.errors]).toEqual([2, expect.stringContaining('cannot be opened')])
    for (const flags of [
      ['--checkpoints', inFolder('no-such-file')],
      ['--public-key', inFolder(checkpointFileName)],
      ['--since', 'no-such-checkpoint'],
      ['--unknown'],
    ]) {
      expect([flags, (await verify(...flags)).code]).toEqual([flags, 2])
    }
  })
})
