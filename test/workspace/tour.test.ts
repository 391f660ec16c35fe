import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'

/** One thing to type, and what the README says it prints. */
interface Stop {
  readonly typed: string
  readonly printed: string
}

const canRun = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0)
if (!canRun) console.log('No bash or no curl here, so the tour in the README is not taken.')

describe.skipIf(!canRun)('the tour in the README, typed as it stands, prints what it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jieli-tour-'))
  let server: ChildProcess
  let port: number

  beforeAll(async () => {
    port = await freePort()
    server = spawn(process.execPath, [join(root, 'server/src/server.ts')], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, JIELI_PORT: String(port), JIELI_DATA_DIR: join(folder, 'data') },
    })
    while (!(await isReady(port))) {
      if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
      await pause(100)
    }
  })

  afterAll(async () => {
    if (server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await ended
    }
    rmSync(folder, { recursive: true, force: true })
  })

  for (const readme of ['README.md', 'README.zh-CN.md']) {
    it(readme, () => {
      const stops = readTour(readme)
      expect(stops.length).toBeGreaterThan(3)
      const mark = '<<< end of stop >>>'
      const script = stops.map(({ typed }) => `${typed}\necho '${mark}'`).join('\n')
      const output = execFileSync('bash', ['-c', script.replaceAll(':8080', `:${port}`)], {
        cwd: folder,
        encoding: 'utf8',
      })
      expect(output.split(`${mark}\n`).slice(0, -1)).toEqual(stops.map(({ printed }) => printed))
    })
  }
})

/** The shell blocks of the tour, each run of them with the plain block that follows. */
function readTour(readme: string): Stop[] {
  const text = readFileSync(join(root, readme), 'utf8')
  const tour = text.split(/^## /m).find((section) => section.includes('KEY=$('))
  const stops: Stop[] = []
  let typed = ''
  for (const [, language, block = ''] of (tour ?? '').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') typed += block
    else {
      stops.push({ typed, printed: block })
      typed = ''
    }
  }
  return stops
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
