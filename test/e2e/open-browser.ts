import { type Browser, chromium, type Page } from 'playwright-core'
import { type Language, say } from './dictionary.ts'

/** Leads to this machine. Browsers trust `127.0.0.1` as if it had a certificate, and a server of this name not. */
export const plainHost = 'jieli.test'

/** Chromium as every browser test drives it. */
export async function openBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      // There is none, and what stands for one takes a quarter of the processor time.
      '--disable-gpu',
      `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`,
    ],
  })
}

/** A page in a context of its own, at the sign-in of a server. */
export async function openPage(
  browser: Browser,
  { url, language = 'zh', height = 900 }: { url: string; language?: Language; height?: number },
): Promise<Page> {
  // What does not move is at once where it is going to be.
  const viewport = { width: 1440, height }
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' })
  // Shorter than a test may take, so that a failure names what was waited for.
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  await page.goto(url)
  if (language === 'en') await page.getByText('English', { exact: true }).click()
  return page
}

/** A page of its own, signed in. */
export async function openSignedIn(
  browser: Browser,
  asked: Parameters<typeof openPage>[1] & { username: string; password: string },
): Promise<Page> {
  const { username, password, language = 'zh' } = asked
  const page = await openPage(browser, asked)
  const box = (key: string) => page.getByRole('textbox', { name: say(language, key) })
  await box('signIn.username').fill(username)
  await box('signIn.password').fill(password)
  await page.getByRole('button', { name: say(language, 'signIn.enter'), exact: true }).click()
  await page.getByRole('navigation').first().waitFor()
  return page
}
