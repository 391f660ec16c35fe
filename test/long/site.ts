import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import { firstLine, type MongoPeer, startMongoPeer } from './mongo-peer.ts'
import { shareKey } from '../server/process/share-key.ts'

const tests = path.resolve(import.meta.dirname, '..')

/** What the proxy passed back. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Servers of one store of the MongoDB protocol behind the proxy of compose.yaml, over TLS, each in a process of its own. */
export class Site {
  readonly servers: ServerProcess[] = []
  readonly database: string
  readonly #folder: string
  readonly #ports: readonly number[]
  readonly #mongo: MongoPeer
  #proxy: ChildProcess | undefined
  #agent = new Agent()
  #port = 0
  #key = ''

  private constructor(parts: { folder: string; ports: readonly number[]; mongo: MongoPeer }) {
    this.#folder = parts.folder
    this.#ports = parts.ports
    this.#mongo = parts.mongo
    this.database = parts.mongo.database
  }

  /** Starts all of it; or says what is missing for it. */
  static async start(folder: string, servers: number): Promise<Site | { missing: string }> {
    const caddy = await firstLine(
      spawn(path.join(tests, 'caddy/run.sh'), { stdio: ['ignore', 'pipe', 'inherit'] }),
    )
    if (caddy === undefined) return { missing: 'Caddy could not be built: is Go there?' }
    const mongo = await startMongoPeer()
    if (mongo === undefined) return { missing: 'FerretDB could not be built: is Go there?' }
    const ports: number[] = []
    while (ports.length < servers) ports.push(await freePort())
    const site = new Site({ folder, ports, mongo })
    await shareKey([...ports.keys()].map((at) => site.#folderOf(at)))
    for (const at of ports.keys()) {
      await site.startServer(at)
      await site.servers[at]?.ready()
    }
    await site.#makeKey()
    await site.#startProxy(caddy)
    return site
  }

  /** Starts a server, the first time or again. */
  async startServer(at: number): Promise<void> {
    this.servers[at] = new ServerProcess(this.#folderOf(at), this.#ports[at] ?? 0, {
      JIELI_MONGODB_URL: this.database,
      JIELI_TRUST_PROXY: '127.0.0.1',
      JIELI_REQUESTS_PER_CALLER: 'off',
      JIELI_REQUESTS_PER_ADDRESS: 'off',
    })
  }

  /** Asks through the proxy. @throws where it is not there */
  async ask(
    address: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const sent = request({
      host: 'localhost',
      port: this.#port,
      path: `/api/v1${address}`,
      method: body === undefined ? 'GET' : 'POST',
      agent: this.#agent,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    sent.end(body === undefined ? undefined : JSON.stringify(body))
    const [reply] = await once(sent, 'response')
    const said = await text(reply)
    const isJson = String(reply.headers['content-type']).includes('json')
    return { status: reply.statusCode, body: isJson ? JSON.parse(said) : said }
  }

  /** The folder of a server's own files, its key and its checkpoints. */
  #folderOf(at: number): string {
    return path.join(this.#folder, `server${at}`)
  }

  async end(): Promise<void> {
    this.#agent.destroy()
    this.#proxy?.kill('SIGTERM')
    await Promise.all(this.servers.map(async (server) => server.kill('SIGTERM')))
    await this.#mongo.end()
  }

  /** A hospital's key, made on the machine itself: the one of the demonstration opens nothing through a proxy. */
  async #makeKey(): Promise<void> {
    const first = this.servers.find(({ folder }) =>
      existsSync(path.join(folder, 'first-start.json')),
    )
    if (first === undefined) throw new Error('no server told of its first start')
    const send = async (address: string, body: object, cookie = '', method = 'POST') =>
      await fetch(`${first.url}/api/v1${address}`, {
        method,
        headers: { 'content-type': 'application/json', origin: first.url, cookie },
        body: JSON.stringify(body),
      })
    const { username, password } = first.firstStart.administrator
    const signedIn = await send('/sign-in', { username, password })
    const next = { old: password, new: 'chosen for the site by its administrator' }
    const changed = await send('/me/password', next, cookieOf(signedIn), 'PUT')
    if (!changed.ok) throw new Error(`${changed.status} ${await changed.text()}`)
    const grants = [{ role: 'integrator', county: '*', units: '*' }]
    const made = await send('/keys', { title: 'hospital', grants }, cookieOf(changed))
    if (!made.ok) throw new Error(`${made.status} ${await made.text()}`)
    this.#key = ((await made.json()) as { key: string }).key
  }

  /** The proxy with the very file of the site; only where the servers are, and the port, are others here. */
  async #startProxy(caddy: string): Promise<void> {
    const own = readFileSync(path.resolve(tests, '../deploy/proxy/Caddyfile'), 'utf8')
    const upstreams = this.#ports.map((port) => `127.0.0.1:${port}`).join(' ')
    const [http, https] = [await freePort(), await freePort()]
    const file = path.join(this.#folder, 'Caddyfile')
    writeFileSync(
      file,
      `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${http}\n\thttps_port ${https}\n}\n${own.replace(/(reverse_proxy) .* \{/, `$1 ${upstreams} {`)}`,
    )
    this.#proxy = spawn(caddy, ['run', '--config', file, '--adapter', 'caddyfile'], {
      stdio: 'ignore',
      env: { ...process.env, XDG_DATA_HOME: this.#folder, XDG_CONFIG_HOME: this.#folder },
    })
    const authority = path.join(this.#folder, 'caddy/pki/authorities/local/root.crt')
    while (!existsSync(authority)) await pause(50)
    await pause(200)
    this.#agent = new Agent({ ca: readFileSync(authority), keepAlive: true })
    this.#port = https
    for (;;) {
      const answer = await this.ask('/me').catch(() => undefined)
      if (answer?.status === 200) return
      await pause(50)
    }
  }
}

function cookieOf(reply: Response): string {
  return (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
