import type { Page } from 'playwright-core'
import { ownPassword, type Product } from './open-product.ts'

/** Has the nation bind nothing, so that counties may be made on rulesets that a test makes up: one proposes, another confirms. */
export async function bindNothing(product: Product): Promise<void> {
  const { url } = product.server
  const page = await product.signIn('admin')
  const nation = `${url}/api/v1/jurisdictions/nation`
  const read = await page.request.get(nation)
  const { level, title: named } = (await read.json()) as { level: string; title: object }
  const proposed = await page.request.post(`${nation}/proposals`, {
    data: { node: { level, title: named, packs: [] }, reason: 'as the test asks' },
    headers: { 'if-match': read.headers()['etag'] ?? '' },
  })
  if (proposed.status() !== 200) throw new Error(await proposed.text())
  const { id } = (await proposed.json()) as { id: string }
  const second = await secondAdministrator(product, page)
  const confirmed = await fetch(`${nation}/proposals/${id}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: second },
    body: '{}',
  })
  if (confirmed.status !== 200) throw new Error(await confirmed.text())
  await page.close()
}

/** Somebody else who may do what the first administrator may; the cookie of their session. */
async function secondAdministrator({ server }: Product, page: Page): Promise<string> {
  const send = async (method: string, address: string, body: object, cookie = '') =>
    await fetch(`${server.url}/api/v1${address}`, {
      method,
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  const grants = [{ role: 'administrator', county: '*', units: '*' }]
  const username = 'second'
  const password = 'chosen by the first'
  const made = await page.request.post(`${server.url}/api/v1/users`, {
    data: { username, title: username, password, grants },
  })
  if (made.status() !== 201) throw new Error(await made.text())
  const entered = await send('POST', '/sign-in', { username, password })
  const [cookie = ''] = entered.headers.getSetCookie().map((each) => each.split(';')[0])
  const changed = await send('PUT', '/me/password', { old: password, new: ownPassword }, cookie)
  if (!changed.ok) throw new Error(await changed.text())
  return changed.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
}
