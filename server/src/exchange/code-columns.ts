import type { TableColumn } from './table-column.ts'

/** The columns of a table of codes: a code, what it is called, and perhaps what it is called in English. */
export const codeColumns = [
  { name: 'code', title: { zh: '代码', en: 'code' }, required: true },
  { name: 'name', title: { zh: '名称', en: 'name' }, required: true },
  { name: 'englishName', title: { zh: '英文名称', en: 'English name' } },
] as const satisfies readonly TableColumn[]
