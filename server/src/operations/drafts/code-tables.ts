import { indexRuleset } from '@jieli/engine'
import type { ReadCodeTable } from '../../contracts/code-table.ts'
import { ServerError } from '../../errors/server-error.ts'
import { codeTable } from '../../exchange/code-table.ts'
import { readCodes } from '../../exchange/read-codes.ts'
import type { TableFormat } from '../../exchange/table-column.ts'
import { tableMediaTypes } from '../../exchange/table-media-types.ts'
import { TableError, type TableProblem } from '../../exchange/table-problem.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readDraft, storedLayer } from './read-draft.ts'

/**
 * Reads the codes of a table, all of them or none, for whoever edits the draft. Nothing is stored.
 * @throws ServerError TABLE_REFUSED with the problems by row and column, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function readCodeTable(
  context: OperationContext,
  caller: Caller,
  sent: { readonly ruleset: string; readonly format: TableFormat; readonly content: Uint8Array },
): Promise<ReadCodeTable> {
  await storedLayer(context, caller, { id: sent.ruleset, permission: 'drafts.write' })
  try {
    const { items, problems, notes } = await readCodes(sent.content, sent.format)
    if (problems.total > 0) throw problems.error()
    return { codes: items, notes: notes.kept }
  } catch (error) {
    if (!(error instanceof TableError)) throw error
    throw tableRefused(error)
  }
}

function tableRefused({
  problems,
  total,
}: {
  readonly problems: readonly TableProblem[]
  readonly total: number
}): ServerError {
  return new ServerError('TABLE_REFUSED', { count: total }, { extra: { problems, total } })
}

/**
 * A code system of the saved draft as a table to edit and bring back; without one, the empty table to fill in.
 * @throws ServerError CODE_SYSTEM_UNKNOWN, DRAFT_BROKEN, RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function writeCodeTable(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly ruleset: string
    readonly codeSystem?: string | undefined
    readonly format: TableFormat
    readonly language: 'zh' | 'en'
  },
): Promise<{ readonly name: string; readonly type: string; readonly content: Uint8Array }> {
  const { ruleset, codeSystem: id, format } = query
  const draft = await readDraft(context, caller, ruleset)
  const found = id === undefined ? undefined : indexRuleset(draft.ruleset).codeSystems.get(id)
  if (id !== undefined && found === undefined)
    throw new ServerError('CODE_SYSTEM_UNKNOWN', { id, ruleset })
  const name = [ruleset, id ?? 'codes'].join('-')
  return {
    name: `${name}.${format}`,
    type: tableMediaTypes[format],
    content: await codeTable(found, query),
  }
}
