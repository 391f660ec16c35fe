import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'

const script = path.resolve(import.meta.dirname, '../../.ci/run')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jieli-ci-'))
  for (const each of ['.ci', 'test/ferretdb', 'bin']) {
    mkdirSync(path.join(folder, each), { recursive: true })
  }
  copyFileSync(script, path.join(folder, '.ci/run'))
  // Everything the script calls says that all is well; only FerretDB is to be decided.
  for (const name of ['npx', 'node', 'chromium', 'fc-list', 'curl', 'git']) {
    write(`bin/${name}`, 'echo "3 passed, 0 failed"')
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, body: string): void {
  const file = path.join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${body}\n`)
  chmodSync(file, 0o755)
}

function run(ferretdb: string) {
  write('test/ferretdb/run.sh', ferretdb)
  const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env['PATH']}` }
  const ended = spawnSync('bash', ['.ci/run'], { cwd: folder, env, encoding: 'utf8' })
  return { code: ended.status, lines: ended.stdout.trim().split('\n') }
}

it('the whole run fails when FerretDB cannot be built, for then nothing was tested on MongoDB', () => {
  const built = run('[ "$1" = --build ] || exec "$@"')
  expect(built.lines.at(-1)).toBe('9 passed, 0 failed')
  expect(built.code).toBe(0)
  const failed = run('exit 69')
  expect(failed.lines).toContainEqual(expect.stringMatching(/^FAILED: FerretDB/))
  expect(failed.lines.at(-1)).toBe('9 passed, 1 failed')
  expect(failed.code).toBe(1)
})
