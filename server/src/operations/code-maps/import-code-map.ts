import type { ImportCodeMapQuery, ImportedCodeMap } from '../../contracts/code-map.ts'
import type { CodeEdition, CodeMapDocument } from '../../documents/code-map-document.ts'
import type { CodeMapCounts, CodeMapEntry } from '../../exchange/code-map-entry.ts'
import { ServerError } from '../../errors/server-error.ts'
import { readCodeMap } from '../../exchange/read-code-map.ts'
import { TableError, type TableProblem } from '../../exchange/table-problem.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { editorOf } from '../context/editor-of.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { packRows } from '../context/pack-rows.ts'
import { assertCounty, presentCodeMap } from './find-code-map.ts'

/** A map as it was sent. */
interface SentMap {
  readonly query: ImportCodeMapQuery
  readonly content: Uint8Array
}

/** Entries in one part: a code is looked up in one of them. */
const entriesInPart = 500

/**
 * Brings a map in: all of its rows or none. It works once another person has put it in use.
 * @throws ServerError TABLE_REFUSED with the problems by row and column, CODE_MAP_COUNTY, CODE_MAP_SAME
 */
export async function importCodeMap(
  context: OperationContext,
  caller: Caller,
  { query, content }: SentMap,
): Promise<{ readonly document: CodeMapDocument; readonly notes: readonly TableProblem[] }> {
  const { county, title, format, file } = query
  assertCounty(caller, 'drafts.write', county)
  const source = edition(query.sourceSystem, query.sourceVersion, query.sourceName)
  const target = edition(query.targetSystem, query.targetVersion, query.targetName)
  if (source.system === target.system && source.version === target.version)
    throw new ServerError('CODE_MAP_SAME')
  const { items, notes } = await readSent(content, format)
  const parts: { from: string; id: string }[] = []
  for (let at = 0; at < items.length; at += entriesInPart) {
    const some = items.slice(at, at + entriesInPart)
    const part = { id: context.newId(), revision: 1, content: packRows(some) }
    // Until the map names them nobody sees them, and what a crash leaves behind is never read.
    await context.commit(
      [{ kind: 'insert', collection: 'codeMapParts', document: part }],
      'content',
    )
    parts.push({ from: some[0]?.code ?? '', id: part.id })
  }
  const actor = recordedActor(caller)
  const document: CodeMapDocument = {
    id: context.newId(),
    revision: 1,
    county,
    title,
    source,
    target,
    document: { title: query.document, on: query.documentOn },
    file,
    codes: items.length,
    counts: countsOf(items),
    parts,
    importedAt: context.clock.now(),
    importedBy: actor.title,
    importer: editorOf(caller),
  }
  const { committed } = await context.commit(
    [{ kind: 'insert', collection: 'codeMaps', document }],
    {
      action: 'codeMap.import',
      actor,
      target: document.id,
      county,
      detail: { title, source: { ...source }, target: { ...target }, codes: items.length },
    },
  )
  if (!committed) throw new Error('a random id was given out twice')
  return { document, notes }
}

/** What was brought in, as it is told. */
export async function presentImported(
  { store }: Pick<OperationContext, 'store'>,
  caller: Caller,
  { document, notes }: Awaited<ReturnType<typeof importCodeMap>>,
): Promise<ImportedCodeMap> {
  // Of a request that is repeated the map may be in use by now.
  const uses = await store.get('codeMapUses', document.county)
  return { map: presentCodeMap(document, uses, caller), notes }
}

function edition(system: string, version: string | undefined, name: string): CodeEdition {
  return { system, version: version === undefined || version === '' ? null : version, name }
}

async function readSent(content: Uint8Array, format: ImportCodeMapQuery['format']) {
  try {
    const { items, problems, notes } = await readCodeMap(content, format)
    if (problems.total > 0) throw problems.error()
    return { items, notes: notes.kept }
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    const { problems, total } = error
    throw new ServerError('TABLE_REFUSED', { count: total }, { extra: { problems, total } })
  }
}

function countsOf(entries: readonly CodeMapEntry[]): CodeMapCounts {
  const counts = { oneToOne: 0, manyToOne: 0, oneToMany: 0, none: 0 }
  for (const { kind } of entries) counts[kind]++
  return counts
}
