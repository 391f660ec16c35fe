import { itemKey } from './item-key.ts'
import { isJsonObject } from './json.ts'

/** The value at a path whose list items are named by their key: `/decisions/upReferral/rules/no-indication`. Pure. */
export function itemAt(root: unknown, path: string): unknown {
  let value: unknown = root
  for (const step of path.split('/').slice(1)) {
    if (Array.isArray(value)) value = value.find((item) => itemKey(item) === step)
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined
  }
  return value
}
