import type { CodeMap, CodeMapStatusInput } from '../../contracts/code-map.ts'
import type { CodeMapDocument } from '../../documents/code-map-document.ts'
import type { CodeMapUse, CodeMapUsesDocument } from '../../documents/code-map-uses-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertCounty, findCodeMap, presentCodeMap, statusOf } from './find-code-map.ts'
import { sameEdition } from './maps-in-use.ts'
import { nextWrite } from '../../documents/next-write.ts'

/**
 * Puts a map in use, in place of the one for the same edition, or ends it. Whoever brought it in does not put it in use:
 * what is mapped decides. One document says which maps of a county are in use: whoever changed it meanwhile was first,
 * and what is asked for is judged anew by what there is then.
 * @throws ServerError CODE_MAP_UNKNOWN, CODE_MAP_COUNTY, CODE_MAP_OWN, CODE_MAP_STATUS, CODE_MAP_REASON,
 * CODE_MAP_CROSSED
 */
export async function changeCodeMap(
  context: OperationContext,
  caller: Caller,
  id: string,
  { status, reason = '' }: CodeMapStatusInput,
): Promise<CodeMap> {
  const found = await findCodeMap(context, caller, id)
  const { county } = found
  assertCounty(caller, 'rulesets.publish', county)
  for (;;) {
    const before = await context.store.get('codeMapUses', county)
    const present = statusOf(before?.maps[id])
    if (present === 'ended' || present === status) throw new ServerError('CODE_MAP_STATUS')
    const use = status === 'inUse'
    if (use && isSame(caller, found.importer)) throw new ServerError('CODE_MAP_OWN')
    if (!use && reason === '') throw new ServerError('CODE_MAP_REASON')
    const at = { at: context.clock.now(), by: recordedActor(caller).title }
    const changed = use ? used(before, found, at) : ended(before, found, { ...at, reason })
    const document: CodeMapUsesDocument = {
      id: county,
      revision: (before?.revision ?? 0) + 1,
      county,
      maps: { ...before?.maps, ...changed },
    }
    if (await write(context, caller, { document, before, map: found }))
      return presentCodeMap(found, document, caller)
  }
}

interface Moment {
  readonly at: string
  readonly by: string
}

/** The map in use, and the one it takes the place of ended. @throws ServerError CODE_MAP_CROSSED */
function used(
  before: CodeMapUsesDocument | undefined,
  map: CodeMapDocument,
  { at, by }: Moment,
): Readonly<Record<string, CodeMapUse>> {
  const { id, title, source, target } = map
  const others = Object.entries(before?.maps ?? {}).filter(([, use]) => use.endedAt === null)
  // What one maps to, no other maps on: the rules are written in one edition.
  const crossed = others.find(
    ([, use]) => sameEdition(use.target, source) || sameEdition(use.source, target),
  )
  if (crossed !== undefined) throw new ServerError('CODE_MAP_CROSSED', { title: crossed[1].title })
  const former = others
    .filter(([, use]) => sameEdition(use.source, source))
    .map(([name, use]): [string, CodeMapUse] => [name, { ...use, endedAt: at, endedBy: by }])
  const begun = { usedAt: at, usedBy: by, endedAt: null, endedBy: null, reason: null }
  return { ...Object.fromEntries(former), [id]: { title, source, target, ...begun } }
}

function ended(
  before: CodeMapUsesDocument | undefined,
  { id, title, source, target }: CodeMapDocument,
  { at, by, reason }: Moment & { readonly reason: string },
): Readonly<Record<string, CodeMapUse>> {
  const { usedAt = null, usedBy = null } = before?.maps[id] ?? {}
  const use = { title, source, target, usedAt, usedBy, endedAt: at, endedBy: by, reason }
  return { [id]: use }
}

/** False where somebody else was faster. */
async function write(
  { commit }: OperationContext,
  caller: Caller,
  {
    document,
    before,
    map: { id, county, title },
  }: {
    readonly document: CodeMapUsesDocument
    readonly before: CodeMapUsesDocument | undefined
    readonly map: CodeMapDocument
  },
): Promise<boolean> {
  const use = document.maps[id]
  const places = Object.keys(document.maps).filter(
    (name) => name !== id && document.maps[name] !== before?.maps[name],
  )
  const result = await commit([nextWrite('codeMapUses', document)], {
    action: use?.endedAt === null ? 'codeMap.use' : 'codeMap.end',
    actor: recordedActor(caller),
    target: id,
    county,
    detail: {
      title,
      ...(use?.reason != null && { reason: use.reason }),
      ...(places.length > 0 && { inPlaceOf: places }),
    },
  })
  return result.committed
}
