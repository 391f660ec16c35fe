import type { Product } from './open-product.ts'

/** Puts units into the directory of a ruleset beside those that it has. */
export async function addUnits(
  product: Product,
  ruleset: string,
  added: readonly object[],
): Promise<void> {
  const assessor = await product.signIn('assessor')
  const api = `${product.server.url}/api/v1/rulesets/${ruleset}/units`
  const read = await assessor.request.get(api)
  const { revision, units } = (await read.json()) as { revision: number; units: object[] }
  const saved = await assessor.request.put(api, {
    data: { units: [...units, ...added] },
    headers: { 'if-match': `"${revision}"` },
  })
  if (!saved.ok()) throw new Error(await saved.text())
}
