import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { addScan } from './scanned.ts'
import { takePicture } from './take-picture.ts'

let product: Product
let sign: (claims: object) => Promise<string>

beforeAll(async () => {
  product = await openProduct(undefined, async (url, folder) => {
    const issuer = 'https://his.example.cn'
    const { publicKey, privateKey } = await generateKeyPair('ES384')
    const key = { ...(await exportJWK(publicKey)), kid: 'one' }
    const grants = [{ role: 'integrator', county: 'demo-district', units: '*' }]
    const file = path.join(folder, 'clients.json')
    const client = { issuer, title: '县医院信息系统', grants, keys: { keys: [key] } }
    writeFileSync(file, JSON.stringify([client]))
    sign = async (claims) =>
      await new SignJWT({ ...claims })
        .setProtectedHeader({ alg: 'ES384', kid: 'one', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(`${url}/open`)
        .setIssuedAt()
        .setExpirationTime('4m')
        .setJti(crypto.randomUUID())
        .sign(privateKey)
    return { JIELI_PUBLIC_URL: url, JIELI_CDS_CLIENTS: file }
  })
}, 500_000)
afterAll(async () => {
  await product.close()
})

it('a link of a hospital’s system shows a referral that its user begins, once, and opens it again', async () => {
  const { url } = product.server
  const page = await product.signIn('doctor')
  const facts = { 'patient.id': 'p-linked', 'fromUnit.id': 'T01', 'toUnit.id': 'D01' }
  const referral = { ruleset: 'district-plan-demo', pathway: 'referral', facts }
  const link = `${url}/open#token=${await sign({ sub: 'doctor', referral })}`
  await page.goto(link)
  const begin = page.getByRole('button', { name: say('zh', 'links.begin') })
  await begin.waitFor()
  await page.getByText('p-linked', { exact: true }).waitFor()
  // What it is signed with is gone from the address.
  expect(page.url()).toBe(`${url}/open`)
  await addScan(page.getByRole('main'), '转诊单.pdf')
  await takePicture(page, 'link')
  await begin.click()
  await page.waitForURL(/\/cases\/[^/]+$/)
  const id = page.url().split('/').at(-1)
  await page.locator('.case-history').getByRole('button', { name: '转诊单.pdf' }).waitFor()
  await page.goto(`${url}/rulesets`)
  await page.goto(link)
  await page.getByText(say('zh', 'links.again')).waitFor()
  await page.goto(`${url}/rulesets`)
  await page.goto(`${url}/open#token=${await sign({ sub: 'doctor', case: id })}`)
  await page.waitForURL(new RegExp(`/cases/${id}$`))
})
