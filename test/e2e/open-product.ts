import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { freePort, ServerProcess } from '../server/process/server-process.ts'

/** The whole product as its users have it: a server in a process of its own, and a browser. */
export interface Product {
  readonly server: ServerProcess
  readonly browser: Browser
  readonly apiKey: string
  /** A signed-in page of its own, as one of the demonstration accounts. */
  readonly signIn: (username: string, language?: 'zh' | 'en') => Promise<Page>
  readonly close: () => Promise<void>
}

/** Starts the server over an empty data folder and Chromium beside it. */
export async function openProduct(): Promise<Product> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-e2e-'))
  const server = await new ServerProcess(folder, await freePort()).ready()
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  })
  const contexts: BrowserContext[] = []
  const { accounts, apiKey = '' } = server.firstStart
  return {
    server,
    browser,
    apiKey,
    async signIn(username, language = 'zh') {
      const password = accounts.find((account) => account.username === username)?.password ?? ''
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(server.url)
      if (language === 'en') await page.getByText('English', { exact: true }).click()
      const words =
        language === 'zh' ? ['用户名', '密码', '登录'] : ['Username', 'Password', 'Sign in']
      await page.getByRole('textbox', { name: words[0] ?? '' }).fill(username)
      await page.getByRole('textbox', { name: words[1] ?? '' }).fill(password)
      await page.getByRole('button', { name: words[2] ?? '', exact: true }).click()
      await page.getByRole('navigation').first().waitFor()
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await server.kill('SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
