import { expect } from 'vitest'
import { ownPassword, type Product } from './open-product.ts'

/** An account with the grants given, and a password of its own. */
export async function makeAccount(
  product: Product,
  username: string,
  ...grants: readonly object[]
): Promise<void> {
  const admin = await product.signIn('admin')
  const api = `${product.server.url}/api/v1`
  const password = 'a first password of theirs'
  const made = await admin.request.post(`${api}/users`, {
    data: { username, title: username, password, grants },
  })
  expect(made.status(), await made.text()).toBe(201)
  const headers = { 'content-type': 'application/json' }
  const entered = await fetch(`${api}/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ username, password }),
  })
  const [cookie = ''] = entered.headers.getSetCookie().map((each) => each.split(';')[0])
  await fetch(`${api}/me/password`, {
    method: 'PUT',
    headers: { ...headers, cookie: cookie ?? '' },
    body: JSON.stringify({ old: password, new: ownPassword }),
  })
}
