import { afterAll, beforeAll, expect, it } from 'vitest'
import { say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { takePicture } from './take-picture.ts'
import { findBarriers } from './find-barriers.ts'

let product: Product

beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

const table = (rows: string) => ({
  name: 'sample-map.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`code,name,targetCode,targetName,kind\n${rows}`),
})

for (const language of ['zh', 'en'] as const)
  it(`an editor brings a code map in, another person puts it in use, and codes are looked for, in ${language}`, async () => {
    const words = (key: string, values?: Record<string, string>) => say(language, key, values)
    const page = await product.signIn('clerk', language)
    await page.getByRole('button', { name: /政策专员/ }).click()
    await page.getByRole('menuitem', { name: words('codeMaps.title') }).click()
    await page.getByRole('button', { name: words('codeMaps.import'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    const bringIn = dialog.getByRole('button', { name: words('codeMaps.importIt'), exact: true })
    await bringIn.click()
    await dialog.getByText(words('codeMaps.fileMissing')).waitFor()
    const box = (key: string) => dialog.locator(`#${key}`).first()
    await box('county').click()
    await page
      .locator('.ant-select-item-option', {
        hasText: { zh: '区域医共体方案（演示）', en: 'district plan (demonstration)' }[language],
      })
      .first()
      .click()
    const title = `map ${language}`
    for (const [key, text] of [
      ['title', title],
      ['sourceName', '临床版'],
      ['sourceSystem', `urn:sample:clinical:${language}`],
      ['targetName', '医保版'],
      ['targetSystem', 'urn:sample:insurance'],
      ['document', '样例对照表'],
    ] as const)
      await box(key).fill(text)
    await box('documentOn').fill('2024-06-01')
    await box('documentOn').press('Enter')
    const file = dialog.locator('input[type=file]')
    await file.setInputFiles(table('S10.100,甲,,,\n'))
    await bringIn.click()
    // Which cell is wrong and what to do stands in the dialog; what was filled in is still there.
    await dialog.getByRole('row').nth(1).waitFor()
    await takePicture(page, `code-map-refused-${language}`)
    const rows = 'S10.100,甲,S10.1,甲类,\nS30.000,丙,S30.1,,\nS30.000,丙,S30.2,,\nS40.000,丁,,,无\n'
    await file.setInputFiles(table(rows))
    await bringIn.click()
    await dialog.waitFor({ state: 'detached' })
    const panel = page.locator('.code-map').filter({ hasText: title })
    await panel.getByText(words('codeMaps.ownHint')).waitFor()
    await takePicture(page, `code-map-imported-${language}`)

    const other = await product.signIn('publisher', language)
    await other.goto(`${product.server.url}/code-maps`)
    const theirs = other.locator('.code-map').filter({ hasText: title })
    const use = words('codeMaps.use')
    await theirs.getByRole('button', { name: use, exact: true }).click()
    await other.locator('.ant-popconfirm').getByRole('button', { name: use, exact: true }).click()
    await theirs.getByText(words('codeMaps.status.inUse'), { exact: true }).waitFor()
    await theirs.getByRole('button', { name: words('codeMaps.look'), exact: true }).click()
    await theirs.getByRole('searchbox').fill('s3')
    await theirs.getByRole('searchbox').press('Enter')
    const found = theirs.getByRole('row').nth(1)
    await found.getByText('S30.2').waitFor()
    await expect.poll(async () => await theirs.getByRole('row').count()).toBe(2)
    expect(await found.textContent()).toContain(words('codeMaps.kinds.oneToMany'))
    await takePicture(other, `code-map-in-use-${language}`)
    expect(await findBarriers(other, 'main')).toEqual([])
  })
