import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { copyFirstStart } from '../server/process/copy-first-start.ts'
import { freePort } from '../server/process/free-port.ts'
import { ServerProcess } from '../server/process/server-process.ts'
import type { Language } from './dictionary.ts'
import { openBrowser, openPage, openSignedIn } from './open-browser.ts'

/** The whole product as its users have it: a server in a process of its own, and a browser. */
export interface Product {
  readonly server: ServerProcess
  readonly browser: Browser
  readonly apiKey: string
  /** A page of its own, signed in as the administrator or one of the demonstration accounts; as `nobody`, at the sign-in. */
  readonly signIn: (username: string, language?: Language) => Promise<Page>
  /** Publishes a draft as the account that may; whoever saved it does not. Answers the status and what was said. */
  readonly publish: (
    ruleset: string,
    revision: number,
    from?: string,
  ) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>
  readonly close: () => Promise<void>
}

/** The administrator's, once the first one is changed. */
export const ownPassword = 'a password of my own'

/** Changes a first password as its holder would have to. */
async function chooseOwnPassword(
  server: ServerProcess,
  { username, password }: { username: string; password: string },
): Promise<void> {
  const send = async (method: string, address: string, body: object, cookie = '') =>
    await fetch(`${server.url}/api/v1${address}`, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const entered = await send('POST', '/sign-in', { username, password })
  const [cookie = ''] = entered.headers.getSetCookie().map((each) => each.split(';')[0])
  if (entered.ok) await send('PUT', '/me/password', { old: password, new: ownPassword }, cookie)
}

/**
 * Starts the server over a copy of what a first start leaves, and Chromium beside it.
 * @param between what happens to the data before the server is started
 * @param environment settings of the server, by the address it is going to have
 */
export async function openProduct(
  between?: (folder: string) => Promise<void>,
  environment?: (url: string, folder: string) => Promise<Record<string, string>>,
): Promise<Product> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-e2e-'))
  await copyFirstStart(folder)
  await between?.(folder)
  const port = await freePort()
  const settings = await environment?.(`http://127.0.0.1:${port}`, folder)
  const server = await new ServerProcess(folder, port, settings).ready()
  const browser = await openBrowser()
  const { administrator, accounts, apiKey = '' } = server.firstStart
  return {
    server,
    browser,
    apiKey,
    async signIn(username, language = 'zh') {
      // The file names the account for as long as it has its first password.
      const first = username === administrator.username && 'administrator' in server.firstStart
      if (first) await chooseOwnPassword(server, administrator)
      const password = accounts.find((account) => account.username === username)?.password
      const at = { url: server.url, language }
      const page =
        username === 'nobody'
          ? await openPage(browser, at)
          : await openSignedIn(browser, { ...at, username, password: password ?? ownPassword })
      return page
    },
    async publish(ruleset, revision, from = '2025-01-01') {
      const publisher = accounts.find(({ username }) => username === 'publisher')
      const post = async (path: string, body: object, cookie = '') =>
        await fetch(`${server.url}/api/v1${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', cookie },
          body: JSON.stringify(body),
        })
      const { username, password } = publisher ?? { username: '', password: '' }
      const signedIn = await post('/sign-in', { username, password })
      const [cookie] = (signedIn.headers.get('set-cookie') ?? '').split(';')
      const body = { revision, from, reason: 'as the test asks' }
      const reply = await post(`/rulesets/${ruleset}/publish`, body, cookie)
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
    },
    async close() {
      for (const context of browser.contexts()) await context.close()
      await browser.close()
      await server.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
