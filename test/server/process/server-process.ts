import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { withCompileCache } from '../../../scripts/launch/compile-cache.mjs'

const serverFile = path.resolve(import.meta.dirname, '../../../server/src/server.ts')

/** How the lines begin that a server prints once it listens. */
const listening = '接力 Jieli http'

/** A server in a process of its own, over a data folder of its own. */
export class ServerProcess {
  readonly child: ChildProcess
  readonly folder: string
  readonly url: string
  output = ''
  errors = ''

  constructor(folder: string, port: number, environment: Record<string, string> = {}) {
    this.folder = folder
    this.url = `http://127.0.0.1:${port}`
    this.child = spawn(process.execPath, [serverFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        // As what starts it for its users does.
        ...withCompileCache(process.env),
        JIELI_PORT: String(port),
        JIELI_DATA_DIR: folder,
        // Tests that run side by side hold a server up for seconds through no fault of its own.
        JIELI_MAX_DELAY: 'off',
        ...environment,
      },
    })
    this.child.stdout?.on('data', (data: Buffer) => {
      this.output += data.toString()
    })
    this.child.stderr?.on('data', (data: Buffer) => {
      this.errors += data.toString()
    })
  }

  /**
   * Waits until it says that it listens, and answers: an answer alone may be that of another server.
   * @throws Error with what it printed when it ends instead
   */
  async ready(): Promise<this> {
    for (;;) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`the server ended: ${this.errors}${this.output}`)
      }
      const reply = this.output.includes(listening)
        ? await fetch(`${this.url}/readyz`).catch(() => undefined)
        : undefined
      if (reply?.ok === true) return this
      await pause(20)
    }
  }

  /** Waits for its end: the exit code, or the signal that ended it. */
  async ended(): Promise<number | string> {
    const { child } = this
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    return child.exitCode ?? child.signalCode ?? 'unknown'
  }

  async kill(signal: NodeJS.Signals): Promise<number | string> {
    this.child.kill(signal)
    return await this.ended()
  }

  /** What the first start wrote about signing in. */
  get firstStart(): FirstStartFile {
    return JSON.parse(readFileSync(path.join(this.folder, 'first-start.json'), 'utf8'))
  }

  async ask(address: string, key: string, body?: object, headers: Record<string, string> = {}) {
    return await fetch(`${this.url}/api/v1${address}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }
}

interface FirstStartFile {
  readonly administrator: { readonly username: string; readonly password: string }
  readonly accounts: readonly { readonly username: string; readonly password: string }[]
  readonly apiKey?: string
}
