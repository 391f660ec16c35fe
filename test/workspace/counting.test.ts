import { afterEach, expect, it } from 'vitest'
import { BareWorkspace, type Finished } from './bare-workspace.ts'

const passing = `import { expect, it } from 'vitest'
it('adds', () => { expect(1 + 1).toBe(2) })
it.skip('waits', () => { expect(1).toBe(2) })`
const failing = `import { expect, it } from 'vitest'
it('adds', () => { expect(1 + 1).toBe(3) })`
const broken = `import { it } from 'vitest'
import './nowhere.ts'
it('adds', () => undefined)`
const careless = `import { expect, it } from 'vitest'
it('forgets a promise', () => { expect(1).toBe(1); void Promise.reject(new Error('forgotten')) })`
const noBrowser = { CHROMIUM_PATH: '/nowhere/chromium' }

let workspace: BareWorkspace
afterEach(() => workspace.remove())

it('the last lines name what failed and count what passed, failed and was skipped over all areas', async () => {
  const run = await test({ 'engine/a.test.ts': passing, 'server/b.test.ts': failing }, [
    'engine',
    'server',
  ])
  expect([run.code, lastLines(run, 2)]).toEqual([
    1,
    [
      'FAILED: test/server/b.test.ts > adds: AssertionError: expected 2 to be 3 // Object.is equality',
      '1 passed, 1 failed, 1 skipped',
    ],
  ])
})

it('the slowest files of all areas are listed before the counts, the slowest first', async () => {
  const waiting = passing.replace(
    'expect(1 + 1)',
    'await new Promise((go) => setTimeout(go, 600)); expect(2)',
  )
  const files = {
    'engine/a.test.ts': passing,
    'server/b.test.ts': waiting.replace('() => { await', 'async () => { await'),
  }
  const { stdout } = await test(files, ['engine', 'server'])
  const listed = stdout.slice(stdout.indexOf('The slowest files:\n'))
  expect(listed).toMatch(
    /^The slowest files:\n +0\.[6-9] s {2}test\/server\/b\.test\.ts\n +0\.\d s {2}test\/engine\/a\.test\.ts\n2 passed/,
  )
})

it('all passing ends with exit code 0', async () => {
  const run = await test({ 'engine/a.test.ts': passing }, ['engine'])
  expect([run.code, lastLines(run, 1)]).toEqual([0, ['1 passed, 0 failed, 1 skipped']])
})

it('an area without tests fails although another has some', async () => {
  const run = await test({ 'engine/a.test.ts': passing }, ['engine', 'server'])
  expect([run.code, lastLines(run, 2)]).toEqual([
    1,
    ['FAILED: test/server has no tests.', '1 passed, 1 failed, 1 skipped'],
  ])
})

it('a file that cannot be loaded counts as failed', async () => {
  const run = await test({ 'engine/a.test.ts': broken, 'engine/b.test.ts': passing }, ['engine'])
  expect([run.code, lastLines(run, 2)]).toEqual([
    1,
    [
      expect.stringMatching(/^FAILED: test\/engine\/a\.test\.ts: .*nowhere/),
      '1 passed, 1 failed, 1 skipped',
    ],
  ])
})

it('an error outside of any test fails the run', async () => {
  const run = await test({ 'engine/a.test.ts': careless }, ['engine'])
  expect([run.code, lastLines(run, 2)]).toEqual([
    1,
    ['FAILED: Vitest failed outside of any test; its message is above.', '1 passed, 1 failed'],
  ])
})

it('without a browser the browser tests are left out with one line', async () => {
  const run = await test({ 'engine/a.test.ts': passing }, ['engine', 'e2e'], {
    ...noBrowser,
    CI: '',
  })
  expect(run.code).toBe(0)
  expect(run.stdout).toContain(
    '\nNo browser found, so test/e2e did not run: apt-get install chromium fonts-noto-cjk, or set CHROMIUM_PATH to a Chromium or Chrome.\n',
  )
})

it('in CI a missing browser fails', async () => {
  const run = await test({ 'engine/a.test.ts': passing }, ['engine', 'e2e'], {
    ...noBrowser,
    CI: 'true',
  })
  expect([run.code, lastLines(run, 1)]).toEqual([1, ['1 passed, 1 failed, 1 skipped']])
  expect(lastLines(run, 2)[0]).toMatch(/^FAILED: No browser found/)
})

it('an area that does not exist is refused with the names of those that do', async () => {
  const run = await test({}, ['engin'])
  expect(run).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'jieli: no tests named engin; there are engine, rulesets, server, designer, workspace, e2e.\n',
  })
})

/** Runs the project's own `pnpm test` over some test files. */
async function test(
  files: Readonly<Record<string, string>>,
  areas: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  workspace = await BareWorkspace.create(true)
  for (const [file, text] of Object.entries(files)) await workspace.write(`test/${file}`, text)
  return workspace.run('test.mjs', areas, { env })
}

function lastLines({ stdout }: Finished, count: number): string[] {
  return stdout.trimEnd().split('\n').slice(-count)
}
