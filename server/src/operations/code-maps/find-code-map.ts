import { may, mayWhole } from '../../contracts/policy.ts'
import type { Permission } from '../../contracts/roles.ts'
import type { CodeMap } from '../../contracts/code-map.ts'
import type { CodeMapDocument } from '../../documents/code-map-document.ts'
import type { CodeMapUse, CodeMapUsesDocument } from '../../documents/code-map-uses-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** A map of a county whose rules the caller may read. @throws ServerError CODE_MAP_UNKNOWN */
export async function findCodeMap(
  { store }: Pick<OperationContext, 'store'>,
  caller: Caller,
  id: string,
): Promise<CodeMapDocument> {
  const found = await store.get('codeMaps', id)
  if (found !== undefined && mayRead(caller, found)) return found
  throw new ServerError(
    'CODE_MAP_UNKNOWN',
    { id: id.slice(0, 80) },
    found && { refused: { target: id, county: found.county } },
  )
}

/** Whether the caller may read the rules of the county. Pure. */
export function mayRead(caller: Caller, { county }: Pick<CodeMapDocument, 'county'>): boolean {
  return may(caller, 'rulesets.read', { county })
}

/** @throws ServerError CODE_MAP_COUNTY */
export function assertCounty(caller: Caller, permission: Permission, county: string): void {
  if (!mayWhole(caller, permission, county))
    throw new ServerError('CODE_MAP_COUNTY', { county }, { refused: { target: county, county } })
}

/** A map as it is shown. Pure. */
export function presentCodeMap(
  document: CodeMapDocument,
  uses: CodeMapUsesDocument | undefined,
  caller: Caller,
): CodeMap {
  const { id, county, title, source, target, file, codes, counts } = document
  const { importedAt, importedBy } = document
  const use = uses?.maps[id]
  return {
    id,
    county,
    title,
    source,
    target,
    document: document.document,
    file,
    codes,
    counts,
    status: statusOf(use),
    importedAt,
    importedBy,
    own: isSame(caller, document.importer),
    usedAt: use?.usedAt ?? null,
    usedBy: use?.usedBy ?? null,
    endedAt: use?.endedAt ?? null,
    endedBy: use?.endedBy ?? null,
    reason: use?.reason ?? null,
  }
}

/** Pure. */
export function statusOf(use: CodeMapUse | undefined): CodeMap['status'] {
  if (use === undefined) return 'imported'
  return use.endedAt === null ? 'inUse' : 'ended'
}
