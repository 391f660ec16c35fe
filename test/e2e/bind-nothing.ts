import type { Product } from './open-product.ts'

/** Has the nation bind nothing, so that counties may be made on rulesets that a test makes up. */
export async function bindNothing(product: Product): Promise<void> {
  const page = await product.signIn('admin')
  const url = `${product.server.url}/api/v1/jurisdictions/nation`
  const read = await page.request.get(url)
  const { level, title } = (await read.json()) as { level: string; title: object }
  const saved = await page.request.put(url, {
    data: { level, title, packs: [] },
    headers: { 'if-match': read.headers()['etag'] ?? '' },
  })
  if (saved.status() !== 200) throw new Error(await saved.text())
  await page.close()
}
