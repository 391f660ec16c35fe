import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'
import { freePort } from '../server/process/free-port.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'jieli-bundle-test-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

it('a bundle is unpacked, started and asked where there is no Node, no package manager and no internet', async () => {
  execFileSync(process.execPath, ['scripts/bundle.mjs', folder], { cwd: root, stdio: 'inherit' })
  const [archive = ''] = readdirSync(folder)
  console.log(`${archive}: ${Math.round(statSync(path.join(folder, archive)).size / 1_000_000)} MB`)
  execFileSync('tar', ['-xzf', archive], { cwd: folder })
  const program = path.join(folder, archive.replace('.tar.gz', ''))
  const node = path.join(program, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  const data = path.join(folder, 'data')
  mkdirSync(data)
  const port = await freePort()
  const env = { PATH: '/nowhere', JIELI_DATA_DIR: data, JIELI_PORT: String(port) }
  const server = spawn(node, ['scripts/start.mjs'], {
    cwd: program,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  try {
    const url = `http://127.0.0.1:${port}`
    for (;;) {
      expect(server.exitCode).toBeNull()
      const ready = await fetch(`${url}/readyz`).catch(() => undefined)
      if (ready?.status === 200) break
      await pause(200)
    }
    const page = await fetch(url, { headers: { accept: 'text/html' } })
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')])
    const backup = path.join(folder, 'backup')
    for (const command of [
      ['backup', backup],
      ['audit', 'verify'],
      ['check', 'district-plan'],
    ]) {
      const ran = spawnSync(node, ['scripts/jieli.mjs', ...command], {
        cwd: program,
        env,
        encoding: 'utf8',
      })
      expect([command, ran.status, ran.stderr]).toEqual([command, 0, ''])
    }
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  expect(server.exitCode).toBe(0)
})
