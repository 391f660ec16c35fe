import { isJsonObject } from './json.ts'

/**
 * The key an item of a list is known by in every layer: its `id`, a transition's `meta.id`,
 * or the day a dated value begins. Lists whose items have no key are replaced whole. Pure.
 */
export function itemKey(item: unknown): string | undefined {
  if (!isJsonObject(item)) return undefined
  if (typeof item['id'] === 'string') return item['id']
  const meta = item['meta']
  if (isJsonObject(meta) && typeof meta['id'] === 'string') return meta['id']
  const isDated = ['value', 'removed', 'follow'].some((name) => name in item)
  if (typeof item['from'] === 'string' && isDated) return item['from']
  return undefined
}
