import type { CodeEdition, CodeMapDocument } from '../../documents/code-map-document.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** The maps that hospitals' codes of a county are read by: a handful at most, and one of each edition. */
export async function mapsInUse(
  { store }: Pick<OperationContext, 'store'>,
  county: string,
): Promise<readonly CodeMapDocument[]> {
  const { maps = {} } = (await store.get('codeMapUses', county)) ?? {}
  const used = Object.entries(maps).filter(([, { endedAt }]) => endedAt === null)
  return await Promise.all(
    used.map(async ([id]) => {
      const map = await store.get('codeMaps', id)
      if (map === undefined) throw new Error(`a code map in use is not stored: ${id}`)
      return map
    }),
  )
}

/** Whether two are one edition of one system. Pure. */
export function sameEdition(one: CodeEdition, other: CodeEdition): boolean {
  return one.system === other.system && one.version === other.version
}
