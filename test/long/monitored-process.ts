import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { LoopHold } from './loop-monitor.ts'
import { freePort } from '../server/process/free-port.ts'

const monitor = new URL('loop-monitor.ts', import.meta.url).href
const serverFile = path.resolve(import.meta.dirname, '../../server/src/server.ts')
const proberFile = path.resolve(import.meta.dirname, 'answer-prober.ts')
const idleFile = path.resolve(import.meta.dirname, 'idle-process.ts')

/** A process whose event loop is watched from inside. */
export class MonitoredProcess {
  readonly child: ChildProcess
  errors = ''

  constructor(file: string, environment: Record<string, string> = {}) {
    this.child = fork(file, {
      execArgv: ['--import', monitor],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, ...environment },
    })
    this.child.stderr?.on('data', (data: Buffer) => {
      this.errors += data.toString()
    })
  }

  /** How long the event loop was held at most since this was asked last, in milliseconds. */
  async longestHold(): Promise<LoopHold> {
    const told = once(this.child, 'message') as Promise<[{ longestHold: LoopHold }]>
    this.child.send('longest hold')
    return (await told)[0].longestHold
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    this.child.kill('SIGTERM')
    await once(this.child, 'exit')
  }
}

/** A server beside a process that does nothing: what holds both is the machine, what holds one is the server. */
export class MeasuredServer {
  readonly server: MonitoredProcess
  readonly control: MonitoredProcess
  readonly url: string

  readonly #prober: ChildProcess

  private constructor(
    server: MonitoredProcess,
    control: MonitoredProcess,
    more: { readonly url: string; readonly prober: ChildProcess },
  ) {
    this.server = server
    this.control = control
    this.url = more.url
    this.#prober = more.prober
  }

  /** How long the slowest answer of `/healthz` took since this was asked last, and that of the idle process. */
  async slowestAnswers(): Promise<{ readonly health: number; readonly idle: number }> {
    const told = once(this.#prober, 'message') as Promise<[{ slowest: [number, number] }]>
    this.#prober.send('tell')
    const [health, idle] = (await told)[0].slowest
    return { health, idle }
  }

  /** @param environment beside the port and the folder */
  static async start(
    folder: string,
    environment: Record<string, string> = {},
  ): Promise<MeasuredServer> {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const idlePort = await freePort()
    const control = new MonitoredProcess(idleFile, { IDLE_PORT: String(idlePort) })
    const server = new MonitoredProcess(serverFile, {
      JIELI_PORT: String(port),
      JIELI_DATA_DIR: folder,
      // One caller asks as much as a county does.
      JIELI_REQUESTS_PER_CALLER: 'off',
      JIELI_REQUESTS_PER_ADDRESS: 'off',
      ...environment,
    })
    for (;;) {
      if (server.child.exitCode !== null) throw new Error(`the server ended: ${server.errors}`)
      const reply = await fetch(`${url}/readyz`).catch(() => undefined)
      if (reply?.ok === true) break
      await pause(50)
    }
    const prober = fork(proberFile, [`${url}/healthz`, `http://127.0.0.1:${idlePort}/`])
    return new MeasuredServer(server, control, { url, prober })
  }

  /**
   * For how much longer than the idle process the server was held while something was done, in milliseconds, with what
   * was done and how long it took. `waited` is as much of the hold as the machine had no processor for it.
   */
  async measure<Done>(work: () => Promise<Done>): Promise<{
    readonly done: Done
    readonly took: number
    readonly held: number
    readonly waited: number
    readonly control: number
  }> {
    await Promise.all([this.server.longestHold(), this.control.longestHold()])
    const began = performance.now()
    const done = await work()
    const took = performance.now() - began
    const [server, control] = await Promise.all([
      this.server.longestHold(),
      this.control.longestHold(),
    ])
    const held = Math.max(0, server.held - control.held)
    return { done, took, held, waited: server.waited, control: control.held }
  }

  async ask(
    address: string,
    key: string,
    more: { readonly body?: object | Uint8Array; readonly type?: string } = {},
  ): Promise<{ readonly status: number; readonly text: string }> {
    const { body, type = 'application/json' } = more
    const reply = await fetch(`${this.url}${address}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && {
        body: body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
      }),
    })
    return { status: reply.status, text: await reply.text() }
  }

  async end(): Promise<void> {
    this.#prober.disconnect()
    await Promise.all([this.server.end(), this.control.end()])
  }
}
