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
  if (typeof item['from'] === 'string' && ('value' in item || 'removed' in item))
    return item['from']
  return undefined
}
