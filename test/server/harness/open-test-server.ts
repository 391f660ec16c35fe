import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Layer } from '@jieli/engine'
import { type AppOptions, buildApp } from '@jieli/server/app'
import {
  createHttpWebhookSender,
  folderArchive,
  openContents,
  openSqliteStore,
} from '@jieli/server/adapters'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type AuditedStore, openAuditedStore } from '../../../server/src/audit/audited-store.ts'
import { eager } from '../../../server/src/audit/read-pages.ts'
import { checkpointFileName } from '../../../server/src/audit/checkpoint-file.ts'
import type { AuditedAction } from '../../../server/src/audit/commit.ts'
import { auditedCollections } from '../../../server/src/audited-collections.ts'
import { createContext } from '../../../server/src/jobs/create-context.ts'
import { TimerStatusCache } from '../../../server/src/operations/timers/timer-status.ts'
import { BundleCache } from '../../../server/src/operations/context/bundle-cache.ts'
import { damageNoter } from '../../../server/src/operations/context/damaged-versions.ts'
import { openBeside } from '../../../server/src/jobs/open-beside.ts'
import type { ServerContext } from '../../../server/src/jobs/server-context.ts'
import { withOffload } from '../../../server/src/jobs/offload.ts'
import { publishLayer } from '../../../server/src/operations/publications/publish.ts'
import { createKey } from '../../../server/src/people/api-keys.ts'
import { createUser } from '../../../server/src/people/accounts.ts'
import { encryptedArchive } from '../../../server/src/encryption/encrypted-archive.ts'
import { encryptedStore } from '../../../server/src/encryption/encrypted-store.ts'
import type { DataKeys } from '../../../server/src/ports/data-keys.ts'
import type { Grant } from '../../../server/src/contracts/roles.ts'
import { ownSecretCipher } from '../../../server/src/people/secret-cipher.ts'
import type { SingleSignOn } from '../../../server/src/people/single-sign-on.ts'
import type { SignInSettings } from '../../../server/src/people/sign-in-settings.ts'
import { isLoopback } from '../../../server/src/plugins/trusted-proxies.ts'
import { collections } from '../../../server/src/ports/collections.ts'
import type { HospitalSettings } from '../../../server/src/operations/context/operation-context.ts'
import type { AttachmentSettings } from '../../../server/src/attachments/attachment-settings.ts'
import type { AttachmentContents } from '../../../server/src/ports/attachment-contents.ts'
import type { FirstPasswords } from '../../../server/src/ports/first-passwords.ts'
import type { Store, StorePlace } from '../../../server/src/ports/store.ts'
import { ownSigningKey } from '../../../server/src/package-file/signing-key.ts'
import { assertPlanned } from '../store/assert-planned.ts'
import { GuardedStore } from './guarded-store.ts'
import { sharedPool } from './shared-pool.ts'
import { TurnableClock } from './turnable-clock.ts'

/** With `JIELI_TEST_ENCRYPTED=on` every server of the tests encrypts: what they expect holds all the same. */
const everyKeys: DataKeys | undefined =
  process.env['JIELI_TEST_ENCRYPTED'] === 'on'
    ? { algorithms: 'international', keys: [Buffer.alloc(32, 7).toString('base64')] }
    : undefined

/** What to send; a body is sent as JSON. */
export interface Ask {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly key?: string | undefined
  readonly headers?: Record<string, string>
  /** The address the connection comes from; this machine's own when absent. */
  readonly address?: string
}

/** What a server is opened with beside what it always has. */
export interface TestPorts {
  readonly firstPasswords?: FirstPasswords
  readonly signInSettings?: SignInSettings
  readonly hospitals?: HospitalSettings
  readonly singleSignOn?: SingleSignOn
  readonly attachments?: Partial<Pick<AttachmentSettings, 'maxBytes' | 'scanner'>>
  /** What personal content is encrypted with; `raw` is then the store itself, past the encryption. */
  readonly keys?: DataKeys
  /** Puts something between the server and its store: what fails as a disk or a network does. */
  readonly between?: (store: Store) => Store
}

type Answering = ServerContext & { readonly store: GuardedStore }

/** A whole server over a real store in a folder of its own, asked without a network, at a time of our choosing. */
export class TestServer {
  readonly app: FastifyInstance
  readonly context: ServerContext
  readonly store: AuditedStore
  /** The store past the log: for tests that look at, or tamper with, what is stored. */
  readonly raw: Store
  /** What the routes work with: its store tells what was read on the thread that answers. */
  readonly answering: Answering
  readonly clock: TurnableClock
  readonly folder: string

  constructor(parts: {
    app: FastifyInstance
    context: ServerContext
    store: AuditedStore
    raw: Store
    answering: Answering
    clock: TurnableClock
    folder: string
  }) {
    this.app = parts.app
    this.context = parts.context
    this.store = parts.store
    this.raw = parts.raw
    this.answering = parts.answering
    this.clock = parts.clock
    this.folder = parts.folder
  }

  async ask(url: string, ask: Ask = {}): Promise<Answer> {
    const reply = await this.app.inject({
      url: url.startsWith('/api') || !url.startsWith('/v') ? url : `/api${url}`,
      method: ask.method ?? (ask.body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(ask.key !== undefined && { authorization: `Bearer ${ask.key}` }),
        ...ask.headers,
      },
      ...(ask.body !== undefined && { payload: ask.body as object }),
      ...(ask.address !== undefined && { remoteAddress: ask.address }),
    })
    return new Answer(reply)
  }

  /** A key with the grants given. */
  async key(...grants: Grant[]): Promise<string> {
    const wanted = { title: 'test key', grants, user: null }
    return (await createKey(this.context, wanted, ({ id }) => madeByTest('key.create', id))).key
  }

  async user(username: string, password: string, ...grants: Grant[]): Promise<void> {
    const user = { username, title: username, password, grants }
    await createUser(this.context, user, {
      by: null,
      audit: ({ id }) => madeByTest('user.create', id),
    })
  }

  async publish(layer: Layer, from = '2020-01-01'): Promise<string> {
    const actor = { kind: 'system', id: 'test', title: 'test' } as const
    const manifest = layer['manifest'] as never
    const { version } = await publishLayer(this.context, actor, { manifest, layer, from })
    return version
  }

  /** Publishes a draft as somebody other than whoever saved it; the reason is for days that have passed. */
  async publishDraft(ruleset: string, revision: number, from = '2025-03-03'): Promise<Answer> {
    const key = await this.key(grants.publisher)
    const body = { revision, from, reason: 'as the test asks' }
    return await this.ask(`/v1/rulesets/${ruleset}/publish`, { key, body })
  }

  /** Ends the server and opens another over the same data, as a restart does. */
  async restart(ports: TestPorts = {}): Promise<TestServer> {
    await this.app.close()
    await this.store.close()
    return await openOver(this.folder, this.clock, this.context.bundled, { ports })
  }

  /** Ends the server. Whatever the test did with it, what is stored must be as the log says. */
  async close(): Promise<void> {
    const { problems } = await this.store.verify(undefined, eager)
    assert.deepEqual(problems, [])
    await this.discard()
  }

  /** Ends a server whose data a test has tampered with. */
  async discard(): Promise<void> {
    await this.app.close()
    await this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A reply with its body read. */
export class Answer {
  readonly reply: LightMyRequestResponse
  readonly status: number

  constructor(reply: LightMyRequestResponse) {
    this.reply = reply
    this.status = reply.statusCode
  }

  /** The body, whatever it is. Each test knows what it asked for. */
  // oxlint-disable-next-line typescript/no-explicit-any
  get body(): any {
    return this.reply.body === '' ? undefined : JSON.parse(this.reply.body)
  }
}

/**
 * Opens a server over a fresh store. `bundled` are the rulesets that come with the program, by id; `app` are settings
 * of its HTTP side.
 */
export async function openTestServer(
  clock = new TurnableClock(),
  bundled: ReadonlyMap<string, Layer> = new Map(),
  app: Partial<AppOptions> = {},
  ports: TestPorts = {},
): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-server-'))
  return await openOver(folder, clock, bundled, { app, ports })
}

async function openOver(
  folder: string,
  clock: TurnableClock,
  bundled: ReadonlyMap<string, Layer> = new Map(),
  more: { app?: Partial<AppOptions>; ports?: TestPorts } = {},
): Promise<TestServer> {
  const file = path.join(folder, 'jieli.sqlite')
  const { between: put = (store: Store) => store, keys = everyKeys, ...ports } = more.ports ?? {}
  const bare = openSqliteStore({ file, collections, onPlan: assertPlanned(collections) })
  const place = { kind: 'sqlite', file, keys } as const
  const opened = encryptedStore(bare, collections, keys)
  const raw = more.ports?.keys === undefined ? opened : bare
  const between = () => put(opened)
  return await serveStore(raw, { place, between, folder, clock, bundled, ports, app: more.app })
}

/** A whole server over a store that is open, with its key in a folder. */
export async function serveStore(
  raw: Store,
  over: {
    readonly place: StorePlace
    /** Where attachments are kept; beside the store when absent. */
    readonly contents?: AttachmentContents
    readonly between?: TestPorts['between']
    readonly folder: string
    readonly clock: TurnableClock
    readonly bundled: ReadonlyMap<string, Layer>
    readonly ports?: Omit<TestPorts, 'between'>
    readonly app?: Partial<AppOptions> | undefined
  },
): Promise<TestServer> {
  const { place, folder, clock, bundled, ports, between = (store: Store) => store } = over
  const signingKey = await ownSigningKey(folder)
  const contents = over.contents ?? (await openContents(place))
  const store = await openAuditedStore({
    store: between(raw),
    clock,
    signingKey,
    ...(place.keys && { algorithms: place.keys.algorithms }),
    collections: auditedCollections,
    contents,
    checkpointFile: path.join(folder, checkpointFileName),
    failed: (error) => {
      throw error
    },
  })
  const secretCipher = await ownSecretCipher(folder)
  const { attachments: asked, ...others } = ports ?? {}
  const attachments = {
    maxBytes: 1_000_000,
    folder: path.join(folder, 'attachments', 'incoming'),
    ...asked,
    contents,
  }
  const archive = encryptedArchive(folderArchive(path.join(folder, 'archive')), place.keys)
  const own = { store, clock, bundled, signingKey, secretCipher, attachments, archive }
  const created = createContext({ ...own, ...others })
  // Passwords cost a fifth of a second each; here they need not.
  const plain = { ...created, scrypt: { cost: 2 ** 10, blockSize: 8, parallelization: 1 } }
  // What the routes read, and no test by itself.
  const guarded = new GuardedStore(store)
  const timers = new TimerStatusCache({ store: guarded, clock })
  const context = withOffload(
    { ...plain, timers },
    {
      pool: sharedPool,
      store,
      place,
      webhookSender: createHttpWebhookSender({ own: isLoopback, anyOwn: true, timeout: 500 }),
    },
  )
  const note = damageNoter({ ...context, store: guarded })
  const bundles = new BundleCache(guarded, note, openBeside(guarded, context.offload))
  const answering = { ...context, store: guarded, bundles }
  const app = await buildApp({
    context: answering,
    checkReplies: true,
    designerFolder: folder,
    ...over.app,
  })
  await app.ready()
  return new TestServer({ app, context, store, raw, answering, clock, folder })
}

/** The entry of what a test makes by itself. */
export function madeByTest(action: AuditedAction['action'], target: string): AuditedAction {
  return { action, actor: { kind: 'system', id: 'test', title: 'test' }, target }
}

/** Grants often needed. */
export const grants = {
  integrator: { role: 'integrator', county: '*', units: '*' },
  editor: { role: 'editor', county: '*', units: '*' },
  publisher: { role: 'publisher', county: '*', units: '*' },
  auditor: { role: 'auditor', county: '*', units: '*' },
  administrator: { role: 'administrator', county: '*', units: '*' },
} as const satisfies Record<string, Grant>

/** A case worker of some units of a county. */
export function caseWorker(county: string, ...units: string[]): Grant {
  return { role: 'caseWorker', county, units }
}
