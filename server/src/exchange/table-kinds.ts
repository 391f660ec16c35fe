import type { Fact, Ruleset } from '@jieli/engine'
import type { TableColumn } from './table-column.ts'

/** What a table is about. */
export const tableKinds = ['units', 'values', 'cases', 'events'] as const
export type TableKind = (typeof tableKinds)[number]

/** The columns of the table of units. */
export const unitColumns: readonly TableColumn[] = [
  { name: 'id', title: { zh: '单位编号', en: 'unit id' }, required: true },
  { name: 'title', title: { zh: '单位名称', en: 'unit name' }, required: true },
  { name: 'kind', title: { zh: '单位类别', en: 'kind of unit' } },
  { name: 'tier', title: { zh: '层级', en: 'tier' } },
  { name: 'level', title: { zh: '核算层级', en: 'accounting level' } },
  { name: 'parent', title: { zh: '上级单位编号', en: 'parent unit id' } },
]

/** The columns of the table of figures: one figure a row. */
export const valueColumns: readonly TableColumn[] = [
  {
    name: 'unit',
    title: { zh: '单位编号（医共体整体留空）', en: 'unit id (empty: the community)' },
    required: true,
  },
  { name: 'period', title: { zh: '期间', en: 'period' }, required: true },
  { name: 'fact', title: { zh: '数据项', en: 'fact' }, required: true },
  { name: 'value', title: { zh: '数值', en: 'value' }, required: true },
  { name: 'source', title: { zh: '数据来源', en: 'where it comes from' } },
  { name: 'completeness', title: { zh: '完整度（已核实/总数）', en: 'completeness (judged/all)' } },
  // For people who fill in the template; not read.
  { name: 'title', title: { zh: '数据项名称', en: 'name of the fact' } },
]

const caseColumn: TableColumn = {
  name: 'id',
  title: { zh: '个案编号', en: 'case id' },
  required: true,
}
const recordedAtColumn: TableColumn = {
  name: 'recordedAt',
  title: { zh: '登记时间', en: 'recorded at' },
}

/** The columns of a table of cases: an id and any of the ruleset's facts. */
export function caseColumns({ facts }: Pick<Ruleset, 'facts'>): readonly TableColumn[] {
  return [caseColumn, recordedAtColumn, ...facts.map(factColumn)]
}

/** The columns of a table of events: when what happened in which case, and any of the ruleset's facts. */
export function eventColumns({ facts }: Pick<Ruleset, 'facts'>): readonly TableColumn[] {
  return [
    { name: 'id', title: { zh: '事件编号', en: 'event id' }, required: true },
    { name: 'at', title: { zh: '发生时间', en: 'happened at' }, required: true },
    { name: 'event', title: { zh: '事件', en: 'event' } },
    { name: 'case', title: { zh: '个案编号', en: 'case id' } },
    { name: 'cancels', title: { zh: '撤销的事件编号', en: 'id of the event taken back' } },
    ...facts.map(factColumn),
  ]
}

function factColumn({ id, title }: Fact): TableColumn {
  return { name: id, title }
}
