import type { TableColumn } from './table-column.ts'

/** The columns of a map between two editions of a code system: a row for each pair, or for a code that has no other. */
export const codeMapColumns = [
  { name: 'code', title: { zh: '原代码', en: 'source code' }, required: true },
  { name: 'name', title: { zh: '原名称', en: 'source name' } },
  { name: 'targetCode', title: { zh: '目标代码', en: 'target code' }, required: true },
  { name: 'targetName', title: { zh: '目标名称', en: 'target name' } },
  { name: 'kind', title: { zh: '对应关系', en: 'kind' } },
] as const satisfies readonly TableColumn[]
