import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'
import { copyFirstStart } from '../server/process/copy-first-start.ts'
import { freePort } from '../server/process/free-port.ts'

const canRun = process.platform === 'linux' && spawnSync('ps', ['--version']).status === 0
if (!canRun) console.log('No ps here, so nobody saw how the server ends under a supervisor.')

/** What a server that ended in good order says last. */
const goodbye = '接力 Jieli 已停止 · stopped'

const folder = mkdtempSync(join(tmpdir(), 'jieli-supervised-'))
let started: Supervised | undefined
afterEach(async () => {
  started?.killAll()
  await started?.gone(10)
  started = undefined
})
beforeAll(async () => await copyFirstStart(folder, 'off'), 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A server started by a command, in a session of its own as a supervisor does. */
class Supervised {
  readonly child: ChildProcess
  readonly port: number
  output = ''

  private constructor(port: number, command: string, args: readonly string[]) {
    this.port = port
    this.child = spawn(command, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        JIELI_PORT: String(port),
        JIELI_DATA_DIR: folder,
        JIELI_DEMO: 'off',
      },
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (data) => (this.output += String(data)))
    }
  }

  static async start(command: string, args: readonly string[]): Promise<Supervised> {
    const supervised = new Supervised(await freePort(), command, args)
    while (!(await supervised.answers())) {
      const there = supervised.session().length > 0
      if (!there) throw new Error(`the server did not start: ${supervised.output}`)
      await pause(200)
    }
    return supervised
  }

  /** The processes of its session that are left. */
  session(): number[] {
    const { stdout } = spawnSync('ps', ['-s', String(this.child.pid), '-o', 'pid='])
    return String(stdout).split('\n').filter(Boolean).map(Number)
  }

  async answers(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok
    } catch {
      return false
    }
  }

  /** Waits until nothing of it is left, for so many seconds. */
  async gone(seconds: number): Promise<boolean> {
    for (let waited = 0; waited < seconds * 10; waited++) {
      if (this.session().length === 0) return true
      await pause(100)
    }
    return false
  }

  async ended(): Promise<number | string | null> {
    const { child } = this
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child.exitCode ?? child.signalCode
  }

  killAll(): void {
    for (const left of this.session()) {
      try {
        process.kill(left, 'SIGKILL')
      } catch {
        // It has ended since.
      }
    }
  }
}

const command = ['npx', ['-y', 'pnpm@12', 'start']] as const

describe.skipIf(!canRun)('a server started by the command of the README', () => {
  it('ends in good order when a supervisor ends npx alone, and leaves nothing running', async () => {
    started = await Supervised.start(...command)
    started.child.kill('SIGTERM')
    expect([143, 'SIGTERM']).toContain(await started.ended())
    expect(await started.gone(20)).toBe(true)
    expect(started.output).toContain(goodbye)
    expect(await started.answers()).toBe(false)
  })

  it('ends in good order when npx is killed outright', async () => {
    started = await Supervised.start(...command)
    started.child.kill('SIGKILL')
    expect(await started.gone(20)).toBe(true)
    expect(started.output).toContain(goodbye)
  })

  it('ends in good order on Ctrl-C, which reaches every process of the terminal', async () => {
    started = await Supervised.start(...command)
    process.kill(-(started.child.pid ?? 0), 'SIGINT')
    expect([0, 130, 'SIGINT']).toContain(await started.ended())
    expect(await started.gone(20)).toBe(true)
    expect(started.output).toContain(goodbye)
  })
})

describe.skipIf(!canRun)('a server started by node itself', () => {
  it('outlives the shell that started it, and ends with 0 when it is told to', async () => {
    started = await Supervised.start('sh', ['-c', 'node scripts/start.mjs & echo "pid $!"'])
    expect(await started.ended()).toBe(0)
    await pause(3000)
    expect(await started.answers()).toBe(true)
    for (const left of started.session()) process.kill(left, 'SIGTERM')
    expect(await started.gone(20)).toBe(true)
    expect(started.output).toContain(goodbye)
  })
})
