import type { CodeMapEntry } from './code-map-entry.ts'
import { codeMapColumns } from './code-map-columns.ts'
import { codeMapKinds } from './code-map-kinds.ts'
import type { TableFormat } from './table-column.ts'
import { type Cell, writeTable } from './write-table.ts'

/** A map as a table that can be brought back; without entries, the empty table to fill in. */
export async function codeMapTable(
  entries: Iterable<CodeMapEntry>,
  { format, language }: { readonly format: TableFormat; readonly language: 'zh' | 'en' },
): Promise<Uint8Array> {
  const title = language === 'zh' ? '编码对照' : 'code map'
  return await writeTable(
    format,
    { title, columns: codeMapColumns, language },
    rows(entries, language),
  )
}

function* rows(entries: Iterable<CodeMapEntry>, language: 'zh' | 'en'): Generator<readonly Cell[]> {
  for (const { code, name, kind, targets } of entries) {
    const word = codeMapKinds[kind][language]
    if (targets.length === 0) yield [code, name, null, null, word]
    for (const target of targets) yield [code, name, target.code, target.name, word]
  }
}
