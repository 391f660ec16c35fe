import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  clientSecret,
  type IdentityProviderServer,
  openIdentityProvider,
} from '../server/people/identity-provider.ts'
import { say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'

let product: Product
let provider: IdentityProviderServer

beforeAll(async () => {
  product = await openProduct(undefined, async (url, folder) => {
    provider = await openIdentityProvider(url)
    provider.people.set('1001', {
      name: '王丽',
      preferred_username: 'wang.li',
      groups: ['auditors'],
    })
    provider.people.set('1002', { name: '李伟', preferred_username: 'li.wei', groups: ['choir'] })
    const groups = [{ group: 'auditors', role: 'auditor', county: '*', units: '*' }]
    writeFileSync(path.join(folder, 'oidc-groups.json'), JSON.stringify(groups))
    writeFileSync(path.join(folder, 'oidc-secret.txt'), clientSecret)
    return {
      JIELI_PUBLIC_URL: url,
      JIELI_OIDC_ISSUER: provider.issuer,
      JIELI_OIDC_CLIENT_ID: 'jieli',
      JIELI_OIDC_CLIENT_SECRET_FILE: path.join(folder, 'oidc-secret.txt'),
      JIELI_OIDC_GROUPS: path.join(folder, 'oidc-groups.json'),
    }
  })
})
afterAll(async () => {
  await product.close()
  await provider.close()
})

/** A page at the sign-in, of somebody the provider knows. */
async function arrive(subject: string, language: 'zh' | 'en') {
  const page = await product.signIn('nobody', language)
  await page.context().addCookies([{ name: 'who', value: subject, url: provider.issuer }])
  return page
}

it('somebody signs in by the provider, comes to the page they wanted, and leaves by it', async () => {
  const page = await arrive('1001', 'zh')
  await page.goto(`${product.server.url}/account`)
  const button = page.getByRole('button', { name: say('zh', 'signIn.byProvider') })
  await button.waitFor()
  await takePicture(page, 'single-sign-on')
  await button.click()
  await page.getByText(say('zh', 'account.byProvider')).waitFor()
  expect(new URL(page.url()).pathname).toBe('/account')
  // An auditor looks up who has read whose case.
  await product.server.ask('/cases?patient=demo-patient-02', product.apiKey)
  await page.goto(`${product.server.url}/case-reads`)
  await page.getByRole('textbox', { name: say('zh', 'cases.patient') }).fill('demo-patient-02')
  await page.getByRole('button', { name: say('zh', 'cases.search') }).click()
  await page.getByRole('cell', { name: say('zh', 'caseReads.ways.list') }).waitFor()
  await takePicture(page, 'case-reads')
  // And what else was done, such as that she signed in.
  await page.getByRole('button', { name: '王丽' }).click()
  await page.getByRole('menuitem', { name: say('zh', 'auditLog.title') }).click()
  const signedIn = page.getByRole('rowheader', { name: say('zh', 'auditLog.actions.sign-in') })
  await page.getByRole('row').filter({ has: signedIn, hasText: '王丽' }).waitFor()
  for (const language of ['en', 'zh'] as const) {
    await page.evaluate((tongue) => localStorage.setItem('jieli.language', tongue), language)
    await page.goto(`${product.server.url}/audit`)
    await page.getByRole('row').nth(3).waitFor()
    await takePicture(page, `audit-${language}`)
  }
  await page.getByRole('button', { name: '王丽' }).click()
  await page.getByText(say('zh', 'shell.signOut')).click()
  await page.waitForURL(`${provider.issuer}/**`)
  expect((await fetch(`${product.server.url}/api/v1/me`)).status).toBe(401)
})

it('whom no group gives anything reads why, in English', async () => {
  const page = await arrive('1002', 'en')
  await page.getByRole('button', { name: say('en', 'signIn.byProvider') }).click()
  await page.getByText('none of your groups has any right here').waitFor()
  await page.getByRole('link', { name: say('en', 'signIn.again') }).click()
  await page.getByRole('button', { name: say('en', 'signIn.byProvider') }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})
