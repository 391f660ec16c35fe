import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, it } from 'vitest'
import { smallRuleset } from '../harness/small-ruleset.ts'
import { writeJson, writeRuleset as writeRulesetFolder } from './write-ruleset.ts'

const mainFile = path.resolve(import.meta.dirname, '../../../server/src/cli/main.ts')
const root = mkdtempSync(path.join(tmpdir(), 'jieli-cli-'))
const small = writeRuleset('small', smallRuleset())
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

async function jieli(args: readonly string[], input?: string) {
  const child = spawn(process.execPath, [mainFile, ...args], { cwd: root })
  child.stdin.end(input ?? '')
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode === null) child.once('exit', resolve)
    else resolve(child.exitCode)
  })
  return { code, output, errors, lines: output.split('\n').filter((line) => line !== '') }
}

function writeRuleset(name: string, layer: object): string {
  return writeRulesetFolder(path.join(root, name), layer)
}

/** A tree in which nothing binds the small ruleset's county. */
const unbound = writeJson(root, 'unbound.json', {
  jurisdictions: [{ id: 'north', level: 'county', title: { zh: '北县', en: 'north' }, packs: [] }],
})

it('check says whether a ruleset is fit to publish', async () => {
  const good = await jieli(['check', small, '--language', 'en', '--jurisdiction', unbound])
  expect([good.code, good.output]).toEqual([0, expect.stringContaining('fit to publish')])

  const open = smallRuleset() as unknown as { parameters: { values: unknown[] }[] }
  open.parameters[0]!.values = []
  const bad = await jieli([
    'check',
    writeRuleset('open', open),
    '--json',
    '--jurisdiction',
    unbound,
  ])
  expect(bad.code).toBe(1)
  expect(JSON.parse(bad.output).issues).toEqual([
    expect.objectContaining({ code: 'PARAMETER_REQUIRED', path: '/parameters/answerLimit' }),
  ])
})

it('check tells what has to be acknowledged in words, by whom and where, and is no error for that', async () => {
  const unusual = smallRuleset() as unknown as { parameters: { values: { value: unknown }[] }[] }
  unusual.parameters[0]!.values[0]!.value = 'P3650D'
  const folder = writeRuleset('unusual', unusual)
  const flags = ['--jurisdiction', unbound] as const
  const { code, output } = await jieli(['check', folder, '--language', 'en', ...flags])
  expect(code).toBe(0)
  const lines = output.trim().split('\n')
  expect(lines.at(-3)).toMatch(/^\? \/parameters\/.* \[DEADLINE_/)
  expect(lines.at(-2)).toContain('fit to publish')
  expect(lines.at(-1)).toMatch(
    /^1 of the notes .* by somebody other than the editor .*Publish dialog/,
  )
  const asked = (
    JSON.parse((await jieli(['check', folder, '--json', ...flags])).output) as {
      issues: { severity: string; key?: string }[]
    }
  ).issues.filter(({ severity }) => severity === 'acknowledge')
  expect(asked).toEqual([expect.objectContaining({ key: expect.any(String) })])
})

it('check holds a county to what its jurisdiction binds, as shipped or by the file named', async () => {
  const codesIn = (output: string) =>
    (JSON.parse(output).issues as { code: string }[]).map(({ code }) => code)
  const shipped = await jieli(['check', small, '--json'])
  expect([shipped.code, codesIn(shipped.output)]).toEqual([
    1,
    ['COUNTY_UNPLACED', 'BINDING_PACK_MISSING'],
  ])
  const title = { zh: '名', en: 'name' }
  const why = { zh: '省定。', en: 'The province says so.' }
  const packs = [{ id: 'provincial-sample', version: '^2.0.0', why }]
  const own = writeJson(root, 'own.json', {
    jurisdictions: [
      { id: 'nation', level: 'nation', title, packs: [] },
      { id: 'hills', level: 'province', parent: 'nation', title, packs },
      { id: 'north', level: 'county', parent: 'hills', title, packs: [] },
    ],
  })
  const bound = await jieli(['check', small, '--json', '--jurisdiction', own])
  expect([bound.code, codesIn(bound.output)]).toEqual([1, ['BINDING_PACK_UNKNOWN']])
  expect((await jieli(['check', 'demo-plain-county'])).code).toBe(0)
  const broken = writeJson(root, 'broken.json', {
    jurisdictions: [{ id: 'north', level: 'county', parent: 'nowhere', title, packs: [] }],
  })
  const wrong = await jieli(['check', small, '--language', 'en', '--jurisdiction', broken])
  expect([wrong.code, wrong.errors]).toEqual([2, expect.stringContaining('nowhere')])
  expect((await jieli(['check', small, '--jurisdiction', 'none.json'])).code).toBe(2)
})

it('check names a broken file by line and column', async () => {
  const folder = writeRuleset('broken', smallRuleset())
  writeFileSync(path.join(folder, 'facts.json'), '{"facts": [\n}')
  const { code, output } = await jieli(['check', folder])
  expect(code).toBe(1)
  expect(output).toContain('facts.json:2:1')
})

it('test runs the scenarios and says which fail and why', async () => {
  expect((await jieli(['test', small])).code).toBe(0)
  const wrong = smallRuleset() as unknown as { scenarios: { expect: object }[] }
  wrong.scenarios[0]!.expect = { outcome: 'requireReview' }
  const failed = await jieli(['test', writeRuleset('wrong', wrong), '--json'])
  expect(failed.code).toBe(1)
  expect(JSON.parse(failed.output)).toMatchObject({ id: 'urgent-is-open', passed: false })
})

// Thousands of scenarios take half a minute of a processor that nobody shares.
it('test without a name runs every bundled ruleset', async () => {
  const { code, output } = await jieli(['test', '--language', 'en'])
  expect(code).toBe(0)
  expect(output).toContain('district-plan GV-03')
  expect(output).toContain('district-plan-demo')
  expect(output.trimEnd().split('\n').at(-1)).toMatch(/^\d{3,} scenario\(s\) passed, 0 failed\.$/)
}, 240_000)

it('decide prints the outcome and why, in either language or as JSON', async () => {
  const facts = writeJson(root, 'facts.json', { urgency: 'high' })
  const args = ['decide', small, 'mayRefer', '--facts', facts]
  expect((await jieli(args)).output).toContain('紧急，可以转诊')
  expect((await jieli([...args, '--language', 'en'])).output).toContain('It is urgent')
  const json = await jieli([...args, '--json', '--as-of', '2025-03-03'])
  expect(JSON.parse(json.output)).toMatchObject({
    outcome: 'allow',
    asOf: '2025-03-03',
    trace: { decision: 'mayRefer' },
  })
})

it('decide reads the facts from standard input, and says of an empty one that it is no JSON', async () => {
  const args = ['decide', small, 'mayRefer', '--facts', '-', '--language', 'en']
  const { code, output } = await jieli(args, '{"urgency": "high"}')
  expect([code, output]).toEqual([0, expect.stringContaining('It is urgent')])
  const empty = await jieli(args)
  expect([empty.code, empty.errors]).toEqual([2, expect.stringContaining('-:1:1')])
})

it('decide finds problems in the facts', async () => {
  const facts = writeJson(root, 'wrong-facts.json', { urgencey: 'high' })
  const { code, output } = await jieli([
    'decide',
    small,
    'mayRefer',
    '--facts',
    facts,
    '--language',
    'en',
  ])
  expect(code).toBe(1)
  expect(output).toContain('Did you mean "urgency"?')
})

it('decide refuses a text of half a character as the server does', async () => {
  const facts = writeJson(root, 'half-facts.json', { 'patient.id': '\ud83d' })
  const { code, output } = await jieli(['decide', small, 'mayRefer', '--facts', facts])
  expect(code).toBe(1)
  expect(output).toContain('只有半个')
})

it('run walks a case through events, timers included, and prints each step', async () => {
  const events = [
    {
      facts: { 'fromUnit.id': 'T01', 'toUnit.id': 'D01', urgency: 'high' },
      at: '2025-03-03T09:00:00+08:00',
    },
    { type: 'accept', at: '2025-03-03T09:01:00+08:00', unit: 'D01' },
    { type: 'send', at: '2025-03-03T09:02:00+08:00', unit: 'T01' },
    { type: 'accept', at: '2025-03-03T12:00:00+08:00', unit: 'D01' },
  ]
  const input = events.map((event) => JSON.stringify(event)).join('\n')
  const { code, lines } = await jieli(['run', small, 'referral', '--events', '-', '--json'], input)
  const steps = lines.map((line) => JSON.parse(line))
  expect(steps.map(({ event, taken, to }) => [event, taken, to])).toEqual([
    ['start', true, 'draft'],
    ['accept', false, 'draft'],
    ['send', true, 'waiting'],
    [expect.stringContaining('answerLimit'), true, 'overdue'],
    ['accept', true, 'accepted'],
  ])
  // A refused event is a problem found.
  expect(code).toBe(1)
})

it('bundle prints the resolved ruleset with its hash, the same each time', async () => {
  const first = await jieli(['bundle', 'district-plan-demo', '--json'])
  const again = await jieli(['bundle', 'district-plan-demo'])
  const bundle = JSON.parse(first.output)
  expect(bundle.hash).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(bundle.origin['/decisions/upReferral']).toBe('district-plan')
  expect(JSON.parse(again.output)).toEqual(bundle)
})

it('wrong use ends with 2 and says what was meant', async () => {
  for (const [args, says] of [
    [['chekc', small], 'check'],
    [['check', 'district-plam'], '“district-plan”'],
    [['check'], 'ruleset'],
    [['check', small, '--loudly'], '--loudly'],
    [['decide', small, 'mayReffer', '--facts', path.join(small, 'facts.json')], '“mayRefer”'],
    [['decide', small, 'mayRefer', '--facts', 'nowhere.json'], 'nowhere.json'],
    [['decide', small, 'mayRefer', '--facts', small], 'small'],
    [['run', small, 'referal', '--events', '-'], '“referral”'],
    [['run', small, 'referral', '--events', '-'], '没有事件'],
  ] as const) {
    const result = await jieli(args)
    expect([args.join(' '), result.code]).toEqual([args.join(' '), 2])
    expect(result.errors).toContain(says)
  }
})

it('help is no error', async () => {
  const { code, output } = await jieli(['--help'])
  expect(code).toBe(0)
  for (const name of ['check', 'test', 'decide', 'run', 'bundle']) expect(output).toContain(name)
})

it('long work can be interrupted', async () => {
  const child = spawn(process.execPath, [mainFile, 'test', '--json'], { cwd: root })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.stdout.once('data', () => child.kill('SIGINT'))
  child.stdout.resume()
  expect(await ended).toBe(130)
})
