import type { CodeMap, CodeMapStatusInput } from '../../contracts/code-map.ts'
import type { CodeMapDocument } from '../../documents/code-map-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { isSame } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { assertCounty, findCodeMap, presentCodeMap } from './find-code-map.ts'
import { mapsInUse, sameEdition } from './maps-in-use.ts'

/**
 * Puts a map in use, in place of the one for the same edition, or ends it. Whoever brought it in does not put it in use:
 * what is mapped decides.
 * @throws ServerError CODE_MAP_UNKNOWN, CODE_MAP_COUNTY, CODE_MAP_OWN, CODE_MAP_STATUS, CODE_MAP_REASON,
 * CODE_MAP_CROSSED
 */
export async function changeCodeMap(
  context: OperationContext,
  caller: Caller,
  id: string,
  { status, reason = '' }: CodeMapStatusInput,
): Promise<CodeMap> {
  for (;;) {
    const found = await findCodeMap(context, caller, id)
    assertCounty(caller, 'rulesets.publish', found.county)
    if (found.status === 'ended' || found.status === status)
      throw new ServerError('CODE_MAP_STATUS')
    const use = status === 'inUse'
    if (use && isSame(caller, found.importer)) throw new ServerError('CODE_MAP_OWN')
    if (!use && reason === '') throw new ServerError('CODE_MAP_REASON')
    const former = use ? await formerOf(context, found) : []
    const changed = use ? used(context, caller, found) : ended(context, caller, found, reason)
    if (!(await replace(context, caller, changed))) continue
    // The latest that was put in use applies: until the former is ended, and if it never is.
    for (const map of former) await replace(context, caller, ended(context, caller, map, null))
    return presentCodeMap(changed, caller)
  }
}

function used({ clock }: OperationContext, caller: Caller, map: CodeMapDocument): CodeMapDocument {
  const usedBy = recordedActor(caller).title
  return { ...map, revision: map.revision + 1, status: 'inUse', usedAt: clock.now(), usedBy }
}

/** @param reason nothing where another takes its place */
function ended(
  { clock }: OperationContext,
  caller: Caller,
  map: CodeMapDocument,
  reason: string | null,
): CodeMapDocument {
  const endedBy = recordedActor(caller).title
  const [revision, endedAt] = [map.revision + 1, clock.now()]
  return { ...map, revision, status: 'ended', endedAt, endedBy, reason }
}

/** False where somebody else was faster. */
async function replace(
  { commit }: OperationContext,
  caller: Caller,
  document: CodeMapDocument,
): Promise<boolean> {
  const { id, revision, county, title, status, reason } = document
  const result = await commit(
    [{ kind: 'replace', collection: 'codeMaps', document, expectedRevision: revision - 1 }],
    {
      action: status === 'inUse' ? 'codeMap.use' : 'codeMap.end',
      actor: recordedActor(caller),
      target: id,
      county,
      detail: { title, ...(reason !== null && { reason }) },
    },
  )
  return result.committed
}

/**
 * Those in use for the same edition, which the new one takes the place of. What one maps to, no other maps on: the rules
 * are written in one edition.
 * @throws ServerError CODE_MAP_CROSSED
 */
async function formerOf(
  context: OperationContext,
  { county, source, target, id }: CodeMapDocument,
): Promise<readonly CodeMapDocument[]> {
  const others = (await mapsInUse(context, county)).filter((map) => map.id !== id)
  const crossed = others.find(
    (map) => sameEdition(map.target, source) || sameEdition(map.source, target),
  )
  if (crossed !== undefined) throw new ServerError('CODE_MAP_CROSSED', { title: crossed.title })
  return others.filter((map) => sameEdition(map.source, source))
}
