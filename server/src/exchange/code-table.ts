import type { CodeSystem } from '@jieli/engine'
import { codeColumns } from './code-columns.ts'
import type { TableFormat } from './table-column.ts'
import { type Cell, writeTable } from './write-table.ts'

/** A code system as a table that can be edited and brought back; without one, the empty table to fill in. */
export async function codeTable(
  codeSystem: CodeSystem | undefined,
  { format, language }: { readonly format: TableFormat; readonly language: 'zh' | 'en' },
): Promise<Uint8Array> {
  const title = codeSystem?.title ?? { zh: '代码表', en: 'code list' }
  const rows = (codeSystem?.codes ?? []).map(({ id, title: { zh, en } }): readonly Cell[] => [
    id,
    zh,
    // What has no English name of its own is shown by the Chinese one.
    en === zh ? null : en,
  ])
  return await writeTable(
    format,
    { title: sheetName(title[language]), columns: codeColumns, language },
    rows,
  )
}

/** Excel refuses some characters in the name of a sheet. */
function sheetName(title: string): string {
  return title.replaceAll(/[\\/?*[\]:]/g, ' ')
}
