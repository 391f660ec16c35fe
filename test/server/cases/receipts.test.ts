import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Receipt, receiptSchema } from '../../../server/src/contracts/receipt.ts'
import { checkReceipt } from '../../../server/src/operations/cases/receipts/check-receipt.ts'
import { openSignedFile, signFile } from '../../../server/src/package-file/signed-file.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { runCli } from '../cli/run-cli.ts'
import { dutifulRuleset } from '../harness/dutiful-ruleset.ts'
import { caseWorker, openTestServer, type TestServer } from '../harness/open-test-server.ts'
import { referralFacts } from '../harness/small-ruleset.ts'
import { hour, TurnableClock } from '../harness/turnable-clock.ts'
import { readBlocks, readPage } from '../interfaces/read-exchanges.ts'

const clock = new TurnableClock('2025-03-03T08:00:00.000+08:00')
let server: TestServer
let key: string
let township: string
let folder: string

beforeAll(async () => {
  server = await openTestServer(clock)
  await server.publish(dutifulRuleset())
  key = await server.key({ role: 'caseWorker', county: 'north', units: '*' })
  township = await server.key(caseWorker('north', 'T01'))
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-receipts-'))
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

const ask = async (address: string, body?: object, by = key) => {
  const headers = { 'if-match': '*' }
  const answer = await server.ask(address, { key: by, ...(body && { body, headers }) })
  expect(answer.status, JSON.stringify(answer.body).slice(0, 400)).toBeLessThan(300)
  return answer.body
}

/** A case with a decision, a timer that fired, duties kept and late, and its end. */
async function leadCase(): Promise<string> {
  const facts = { ...referralFacts(), urgency: 'low', stable: true }
  const { id } = await ask('/v1/cases', { ruleset: 'small', pathway: 'referral', facts })
  const send = { type: 'send', reason: '本院不能做此项检查' }
  await ask(`/v1/cases/${id}/events`, send, township)
  clock.advance(3 * hour)
  await ask(`/v1/cases/${id}/events`, { type: 'accept' })
  return id
}

type Step = Extract<Receipt['about'], { kind: 'case' }>['case']['history'][number]

const signed = async (receipt: Receipt): Promise<Receipt> => {
  const { publicKey: _k, signature: _s, ...rest } = receipt
  return signFile(rest, await ownSigningKey(folder))
}

it('the page on receipts is followed to the letter', async () => {
  const id = await leadCase()
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.app.server.address() as AddressInfo
  writeFileSync(path.join(folder, 'facts.json'), JSON.stringify(referralFacts()))
  const commands = readBlocks(readPage('receipts.md'))
    .flatMap(({ kind, text }) => (kind === 'sh' ? text.trim().split('\n') : []))
    .map((line) =>
      line
        .replace('2d7914f2-d239-4a1c-86b5-ac09847350f0', id)
        .replace('http://127.0.0.1:8080', `http://127.0.0.1:${port}`)
        .replaceAll(/(\w+\.json)/g, path.join(folder, '$1')),
    )
  const [given, ...rest] = commands
  expect(given).toMatch(/^export JIELI_KEY=/)
  process.env['JIELI_KEY'] = key
  const said: string[] = []
  for (const command of rest) {
    const [pnpm, jieli, ...args] = command.split(' ')
    expect([pnpm, jieli]).toEqual(['pnpm', 'jieli'])
    const { code, output, errors } = await runCli(...args)
    expect([code, errors], output).toEqual([0, ''])
    said.push(output)
  }
  delete process.env['JIELI_KEY']
  expect(said).toHaveLength(4)
  expect(said[2]).toMatch(/✓ 依 small 1\.0\.0 重走 \d+ 步，全部相同。/)
  expect(said[3]).toContain('结论、理由和依据相同')
  expect(statSync(path.join(folder, 'case.json')).mode & 0o777).toBe(0o600)
  // Of another server than the one that is known, it ends with 1.
  const file = path.join(folder, 'case.json')
  const other = await runCli('verify-receipt', file, '--public-key', '0'.repeat(64), '--json')
  expect(other.code).toBe(1)
  expect(JSON.parse(other.output)).toMatchObject({
    signature: true,
    ours: false,
    check: { kind: 'case', holds: true, differences: [] },
  })
  writeFileSync(file, readFileSync(file, 'utf8').replace('本院不能做此项检查', '本院能做此项检查'))
  const changed = await runCli('verify-receipt', file)
  expect([changed.code, changed.output]).toEqual([
    1,
    '✗ 签名不符：这份凭证在签署后被改动过，不可采信。\n',
  ])
})

it('RC1 a receipt of a case holds, and every step in it was taken again', async () => {
  const receipt: Receipt = await ask(`/v1/cases/${await leadCase()}/receipt`)
  expect(openSignedFile(receiptSchema, JSON.stringify(receipt)).found).toBe('whole')
  if (receipt.about.kind !== 'case') throw new TypeError('no case')
  const { history } = receipt.about.case
  expect(history.some(({ actor }) => actor.kind === 'timer')).toBe(true)
  expect(history.some(({ decisions }) => decisions.length > 0)).toBe(true)
  expect(checkReceipt(receipt)).toEqual({
    kind: 'case',
    holds: true,
    rerun: history.length,
    taken: 0,
    rests: true,
    differences: [],
  })
})

it('RC2 whatever of a step is otherwise than the rules make it is named, also where it is signed', async () => {
  const receipt: Receipt = await ask(`/v1/cases/${await leadCase()}/receipt`)
  if (receipt.about.kind !== 'case') throw new TypeError('no case')
  const shown = receipt.about.case
  const sent = shown.history.findIndex(({ event }) => event === 'send')
  const decided = shown.history.findIndex(({ decisions }) => decisions.length > 0)
  const timed = shown.history.findIndex(({ timers }) => timers.length > 0)
  const owed = shown.history.findIndex(({ duties = [] }) => duties.length > 0)
  const told = shown.history.findIndex(({ actions }) => actions.length > 0)
  const changes: readonly [part: string, at: number, change: (step: Step) => object][] = [
    ['transitions', sent, () => ({ transitions: ['another'] })],
    ['state', sent, () => ({ value: 'draft', to: 'draft' })],
    ['status', sent, () => ({ status: 'done' })],
    ['facts', sent, (step) => ({ changes: { ...step.changes, stable: false } })],
    [
      'decisions',
      decided,
      (step) => ({
        decisions: step.decisions.map((each) => ({ ...each, hits: ['none'] })),
      }),
    ],
    ['timers', timed, () => ({ timers: [] })],
    ['duties', owed, () => ({ duties: [] })],
    ['actions', told, () => ({ actions: [] })],
    ['taken', sent, () => ({ event: 'accept' })],
    ['taken', sent, () => ({ at: 'never' })],
    ['taken', 0, (step) => ({ facts: { ...step.facts, stable: 'perhaps' } })],
  ]
  for (const [part, at, change] of changes) {
    expect(at, part).toBeGreaterThanOrEqual(0)
    const history = shown.history.map((step, index) =>
      index === at ? { ...step, ...change(step) } : step,
    )
    const forged = await signed({
      ...receipt,
      about: { kind: 'case', case: { ...shown, history } },
    })
    expect(openSignedFile(receiptSchema, JSON.stringify(forged)).found, part).toBe('whole')
    const check = checkReceipt(forged)
    if (check.kind !== 'case') throw new TypeError(check.kind)
    expect(check.holds, part).toBe(false)
    expect(check.differences.find(({ seq }) => seq === at + 1)?.parts, part).toContain(part)
  }
})

it('RC1 RC2 a case that is not shown as its last step left it does not hold', async () => {
  const receipt: Receipt = await ask(`/v1/cases/${await leadCase()}/receipt`)
  if (receipt.about.kind !== 'case') throw new TypeError('no case')
  const shown = receipt.about.case
  const [first] = shown.history
  const others = [
    { facts: { ...shown.facts, stable: false } },
    { duties: shown.duties.slice(1) },
    { timers: [...(shown.history.find(({ timers }) => timers.length > 0)?.timers ?? [])] },
    { state: first?.to ?? '' },
    { value: first?.value ?? '' },
    { status: shown.status === 'done' ? ('active' as const) : ('done' as const) },
    { history: [] },
  ]
  for (const other of others) {
    const forged: Receipt = { ...receipt, about: { kind: 'case', case: { ...shown, ...other } } }
    expect(checkReceipt(forged), JSON.stringify(other)).toMatchObject({
      holds: false,
      rests: false,
    })
  }
  // A state the chart has not is named, not stumbled over.
  const nowhere = shown.history.map((step, at) =>
    at === 0 ? { ...step, value: { a: 'b' } } : step,
  )
  const check = checkReceipt({
    ...receipt,
    about: { kind: 'case', case: { ...shown, history: nowhere } },
  })
  expect(check).toMatchObject({ holds: false })
})

it('RC3 a receipt of a decision holds until its answer, its facts or its rules are others', async () => {
  const asked = { facts: referralFacts(), asOf: '2025-03-03' }
  const receipt: Receipt = await ask('/v1/rulesets/small/decisions/mayRefer/receipt', asked)
  expect(checkReceipt(receipt)).toMatchObject({ kind: 'decision', holds: true, sameWords: true })
  const { about } = receipt
  const [rules] = receipt.rules
  if (about.kind !== 'decision') throw new TypeError('no decision')
  const { answer } = about
  const others: readonly Partial<Receipt>[] = [
    { about: { ...about, answer: { ...answer, outcome: 'allow', hits: [] } } },
    { about: { ...about, answer: { ...answer, reasons: [] } } },
    { about: { ...about, facts: {} } },
    { about: { ...about, facts: { stable: 'perhaps' } } },
    { about: { ...about, facts: { nobody: true } } },
    { rules: [{ ...rules!, content: { ...rules!.content, decisions: [] } }] },
  ]
  for (const other of others)
    expect(checkReceipt(await signed({ ...receipt, ...other })).holds).toBe(false)
  const words = { zh: ['另一种说法'], en: ['other words'] }
  const reworded = { ...about, answer: { ...answer, explanation: words } }
  expect(checkReceipt(await signed({ ...receipt, about: reworded }))).toMatchObject({
    holds: true,
    sameWords: false,
  })
})

it('RC1 a case that was corrected goes on from where the correction left it', async () => {
  const id = await leadCase()
  const { body } = await server.ask(`/v1/cases/${id}`, { key })
  const accepted = (body.history as { seq: number; event: string }[]).find(
    ({ event }) => event === 'accept',
  )
  await ask(`/v1/cases/${id}/corrections`, {
    reason: '记错了',
    changes: [{ kind: 'voided', entry: `${accepted?.seq}` }],
  })
  await ask(`/v1/cases/${id}/events`, { type: 'accept' })
  const receipt: Receipt = await ask(`/v1/cases/${id}/receipt`)
  expect(checkReceipt(receipt)).toMatchObject({ holds: true, taken: 1, differences: [] })
})
