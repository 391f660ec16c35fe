import type { CodeEdition, CodeMapDocument } from '../../documents/code-map-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** The maps that hospitals' codes of a county are read by, the latest put in use first: a handful at most. */
export async function mapsInUse(
  { store }: Pick<OperationContext, 'store'>,
  county: string,
): Promise<readonly CodeMapDocument[]> {
  const maps = await store.find('codeMaps', { anyOf: [{ county, status: 'inUse' }], limit: 100 })
  return maps.toSorted(
    (a, b) => (b.usedAt ?? '').localeCompare(a.usedAt ?? '') || (a.id < b.id ? -1 : 1),
  )
}

/** Whether two are one edition of one system. Pure. */
export function sameEdition(one: CodeEdition, other: CodeEdition): boolean {
  return one.system === other.system && one.version === other.version
}
