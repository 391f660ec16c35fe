import type { Ruleset } from '@jieli/engine'
import { linesOf } from '../../document/commands/decision-lines.ts'

export const tableLists = ['decisions', 'conditions', 'facts'] as const
export type TableList = (typeof tableLists)[number]

/** What the page of decisions shows: an item of one list, and within a decision perhaps a line. */
export interface TablePlace {
  readonly list: TableList
  readonly id: string | undefined
  readonly line: string | undefined
}

/** Reads a JSON pointer such as `/decisions/upReferral/rules/no-consent`; places may be ids or numbers. Pure. */
export function placeOf(ruleset: Ruleset, pointer: string | null): TablePlace {
  const [first = '', item, kind, line] = (pointer ?? '')
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const list = tableLists.find((known) => known === first) ?? 'decisions'
  const found =
    ruleset[list].find((known) => known.id === item) ??
    (item !== undefined && /^\d+$/.test(item) ? ruleset[list][Number(item)] : undefined)
  if (found === undefined) return { list, id: undefined, line: undefined }
  if (list !== 'decisions' || (kind !== 'rows' && kind !== 'rules') || line === undefined)
    return { list, id: found.id, line: undefined }
  const decision = ruleset.decisions.find((known) => known.id === found.id)
  const lines = decision === undefined ? [] : linesOf(decision)
  const known = lines.find((other) => other.id === line) ?? lines[Number(line)]
  return { list, id: found.id, line: known?.id }
}
