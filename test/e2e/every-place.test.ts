import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Language, readDictionary, say } from './dictionary.ts'
import { openProduct, type Product } from './open-product.ts'
import { places } from './places.ts'
import { wordsOnScreen } from './text-on-screen.ts'
import { findBarriers, serious } from './find-barriers.ts'

let product: Product
beforeAll(async () => {
  product = await openProduct()
})
afterAll(async () => {
  await product.close()
})

const sections = new Set([...readDictionary('zh').keys()].map((key) => key.split('.')[0]))
const keyOnScreen = new RegExp(`\\b(${[...sections].join('|')})(\\.[a-zA-Z_]\\w*){1,3}\\b`)
/** English words of the interface, to be met on no Chinese page. */
const englishWords = new Set(
  [...readDictionary('en').values()].filter((words) => /^[A-Za-z][a-z]{2,}/.test(words)),
)
/** Each language is offered in its own words. */
const ownNames = ['中文', 'English']
/** What people wrote is theirs: names of accounts, keys and units, and reasons given; a clause is numbered as its document does. */
const writtenByPeople =
  /管理员 administrator|演示接口 demo API key|(政策专员|政策负责人|乡镇卫生院医生|区级医院转诊办公室|审计员|考核专员|医共体负责人)（演示）|请补充腹部超声结果|在管人数有误|样例\d+(镇卫生院|村卫生室)|县(人民|中)医院（样例）|第[零一二三四五六七八九十百千]+条/g

const pages = new Map<string, Page>()
const pageOf = async (account: string): Promise<Page> => {
  const page = pages.get(account) ?? (await product.signIn(account))
  pages.set(account, page)
  return page
}

it.each(places)(
  '$name speaks the language chosen and no other, and has no serious barrier',
  async ({ account, open }) => {
    const page = await pageOf(account)
    await open(page, product.server.url, 'zh')
    await assertOneLanguage(page, 'zh')
    // The page is built alike in both languages: what differs is its words.
    expect(serious(await findBarriers(page))).toEqual([])
    await choose(page, 'en')
    try {
      // What is wrong with a field is said anew a moment later.
      await vi.waitFor(async () => await assertOneLanguage(page, 'en'), 5000)
    } finally {
      await choose(page, 'zh')
    }
  },
)

/** Chooses the language where the page stands, also behind a dialog. */
async function choose(page: Page, language: Language): Promise<void> {
  const name = page.getByText(language === 'zh' ? '中文' : 'English', { exact: true }).first()
  await name.dispatchEvent('click')
  await page.locator(`html[lang^="${language}"]`).waitFor({ state: 'attached' })
}

async function assertOneLanguage(page: Page, language: Language): Promise<void> {
  const { texts, labels } = await wordsOnScreen(page)
  const words = [...texts, ...labels]
    .filter((line) => !ownNames.includes(line))
    .map((line) => line.replace(writtenByPeople, ''))
  expect(words.length).toBeGreaterThan(3)
  expect(words.filter((line) => keyOnScreen.test(line))).toEqual([])
  const foreign =
    language === 'en'
      ? words.filter((line) => /[\u3000-\u9fff\uff00-\uffef]/.test(line))
      : [
          ...words.filter((line) => englishWords.has(line) || /[a-z]{2,} [a-z]{2,}/i.test(line)),
          ...labels.filter(
            (line) =>
              /[a-z]{2,}/i.test(line) && !/[\u4e00-\u9fff]/.test(line) && !ownNames.includes(line),
          ),
        ]
  expect(foreign).toEqual([])
}

it('the language chosen is kept when the page is loaded again and after signing in', async () => {
  const page = await product.signIn('nobody')
  const heading = page.getByRole('heading', { level: 1 })
  const language = (): Promise<string | null> => page.locator('html').getAttribute('lang')
  expect(await heading.innerText()).toBe(say('zh', 'signIn.title'))
  expect(await language()).toBe('zh-CN')
  await page.getByText('English', { exact: true }).click()
  await page.reload()
  await page.getByRole('heading', { name: say('en', 'signIn.title') }).waitFor()
  expect(await language()).toBe('en')
  await page.getByText('中文', { exact: true }).click()
  await page.reload()
  await page.getByRole('heading', { name: say('zh', 'signIn.title') }).waitFor()
  expect(await language()).toBe('zh-CN')
})
