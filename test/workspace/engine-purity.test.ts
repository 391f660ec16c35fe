import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'

const impure: readonly (readonly [what: string, code: string])[] = [
  ['the file system', `import 'node:fs'`],
  ['a namespace of Node', `import type { Server } from 'node:http'\nexport type A = Server`],
  ['the process', 'export const a = process.pid'],
  ['a timer', 'setTimeout(() => undefined, 1)'],
  ['an interval', 'setInterval(() => undefined, 1)'],
  ['the network', `void fetch('http://localhost')`],
  ['the console', `console.log('a')`],
  ['the page', 'export const a = document.title'],
  ['the browser', 'export const a = window.name'],
  ['the stopwatch', 'export const a = performance.now()'],
  ['randomness of the platform', 'export const a = crypto.randomUUID()'],
  ['a buffer of Node', `export const a = Buffer.from('a')`],
]

describe('the compiler', () => {
  let folder: string
  let output: string

  // Inside the package, so that all that the engine could reach by import is within reach.
  beforeAll(async () => {
    await mkdir(join(root, 'engine/node_modules'), { recursive: true })
    folder = await mkdtemp(join(root, 'engine/node_modules/.purity-'))
    for (const [index, [, code]] of impure.entries()) {
      await writeFile(join(folder, `impure-${index}.ts`), `${code}\nexport {}\n`)
    }
    await writeFile(join(folder, 'pure.ts'), `export const a = new Date('2024-01-01').getTime()\n`)
    const config = {
      extends: '../../tsconfig.json',
      include: ['../../src/**/*.ts'],
      files: ['pure.ts', ...impure.map((_, index) => `impure-${index}.ts`)],
    }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config))
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    output = await outputOf(tsc, ['-p', folder, '--pretty', 'false'], root)
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  for (const [index, [what]] of impure.entries()) {
    it(`refuses ${what} in the engine`, () => {
      expect(output).toMatch(new RegExp(`/impure-${index}\\.ts\\(1,\\d+\\): error TS`))
    })
  }

  it('takes a date that comes from a value', () => {
    expect(output).not.toContain('/pure.ts')
  })
})

describe('the linter', () => {
  let folder: string
  const refused = ['Date.now()', 'new Date()', 'Date()', 'Math.random()']
  const taken = ['new Date(0)', `Date.UTC(2024, 0)`, 'Math.max(1, 2)']

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jieli-purity-'))
    for (const part of [
      '.oxlintrc.json',
      'scripts',
      'tsconfig.base.json',
      'engine/tsconfig.json',
    ]) {
      await cp(join(root, part), join(folder, part), { recursive: true })
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
    await mkdir(join(folder, 'engine/src'))
    await mkdir(join(folder, 'server/src'), { recursive: true })
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  for (const code of refused) {
    it(`refuses ${code} in the engine and says what to use instead`, async () => {
      expect(await lint('engine/src/probe.ts', code)).toEqual([
        expect.stringMatching(/^Engine code is pure: take .* from an argument/),
      ])
    })

    it(`takes ${code} in the server`, async () => {
      expect(await lint('server/src/probe.ts', code)).toEqual([])
    })
  }

  for (const code of taken) {
    it(`takes ${code} in the engine`, async () => {
      expect(await lint('engine/src/probe.ts', code)).toEqual([])
    })
  }

  /** What the project's own lint says of one line of code. */
  async function lint(file: string, code: string): Promise<string[]> {
    await writeFile(join(folder, file), `export const probe = ${code}\n`)
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
    const report = JSON.parse(await outputOf(oxlint, ['--format', 'json', file], folder)) as {
      number_of_files: number
      diagnostics: { message: string }[]
    }
    expect(report.number_of_files).toBe(1)
    return report.diagnostics.map((diagnostic) => diagnostic.message)
  }
})

/** Both streams of a program, whatever its exit code. */
function outputOf(script: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    )
  })
}
