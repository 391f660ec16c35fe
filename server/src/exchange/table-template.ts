import { factsReadBy, type Ruleset, type Text, tierCode, type OrgUnit } from '@jieli/engine'
import type { TableColumn, TableFormat } from './table-column.ts'
import {
  caseColumns,
  eventColumns,
  type TableKind,
  unitColumns,
  valueColumns,
} from './table-kinds.ts'
import { communityFacts, wantedFacts } from './wanted-facts.ts'
import { type Cell, writeTable } from './write-table.ts'

export interface TemplateOptions {
  readonly kind: TableKind
  readonly format: TableFormat
  readonly language: 'zh' | 'en'
  readonly units: readonly OrgUnit[]
  /** Whether the community as a whole has rows of its own. */
  readonly community: boolean
  /** Of figures: the period they are for. */
  readonly period?: string
  /** Of cases: the pathway they are of. */
  readonly pathway?: string
}

/**
 * A table to be filled in and brought back: two rows of header, and whatever is known already. For figures there is a
 * row for each unit and fact no measure counts; a row whose value stays empty brings nothing.
 */
export async function tableTemplate(
  ruleset: Ruleset,
  options: TemplateOptions,
): Promise<Uint8Array> {
  const { format, language, kind } = options
  return await writeTable(
    format,
    { title: titles[kind][language], columns: columnsOf(ruleset, options), language },
    rowsOf(ruleset, options),
  )
}

const titles: Readonly<Record<TableKind, Text>> = {
  units: { zh: '单位', en: 'units' },
  values: { zh: '指标数据', en: 'figures' },
  cases: { zh: '个案', en: 'cases' },
  events: { zh: '计价事件', en: 'events' },
}

function columnsOf(ruleset: Ruleset, { kind, pathway }: TemplateOptions): readonly TableColumn[] {
  switch (kind) {
    case 'units':
      return unitColumns
    case 'values':
      return valueColumns
    case 'cases': {
      const asked = ruleset.pathways
        .filter(({ id }) => pathway === undefined || id === pathway)
        .flatMap(({ events }) => events.flatMap((event) => event.asks ?? []))
      const measures = ruleset.measures.filter(({ of }) => pathway === undefined || of === pathway)
      return onlyFacts(
        caseColumns(ruleset),
        new Set([...asked, ...factsReadBy(ruleset, { measures })]),
        ruleset,
      )
    }
    case 'events':
      return onlyFacts(
        eventColumns(ruleset),
        factsReadBy(ruleset, { prices: ruleset.prices, incentives: ruleset.incentives }),
        ruleset,
      )
  }
}

/** The table's own columns and those of the facts named. */
function onlyFacts(
  columns: readonly TableColumn[],
  wanted: ReadonlySet<string>,
  { facts }: Ruleset,
): readonly TableColumn[] {
  const all = new Set(facts.map(({ id }) => id))
  return columns.filter(({ name }) => !all.has(name) || wanted.has(name))
}

function* rowsOf(
  ruleset: Ruleset,
  { kind, units, community, period = '', language }: TemplateOptions,
): Generator<readonly Cell[]> {
  if (kind === 'units')
    for (const { id, title, kind: sort, tier, level, parent } of units)
      yield [
        id,
        title,
        sort ?? null,
        tier === undefined ? null : tierCode(tier),
        numbered(level),
        parent ?? null,
      ]
  if (kind === 'values') {
    const ofCommunity = communityFacts(ruleset)
    for (const unit of community ? [null, ...units] : units)
      for (const fact of wantedFacts(ruleset)) {
        // The funds are the community's; a unit has none of its own.
        if (unit !== null && ofCommunity.has(fact.id)) continue
        yield [unit?.id ?? null, period, fact.id, null, null, null, fact.title[language]]
      }
  }
}

function numbered(value: number | undefined): Cell {
  return value === undefined ? null : { number: String(value) }
}
