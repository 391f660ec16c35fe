import {
  type AssessmentResult,
  type Figure,
  indexRuleset,
  type IndicatorResult,
  type Ruleset,
  type ScoreCard,
} from '@jieli/engine'
import { formatFigure } from './format-figure.ts'
import type { TableColumn, TableFormat } from './table-column.ts'
import { type Cell, writeTable } from './write-table.ts'

/** The columns of an assessment's result: one row for each unit and indicator. */
export const resultColumns: readonly TableColumn[] = [
  { name: 'period', title: { zh: '期间', en: 'period' } },
  { name: 'scheme', title: { zh: '考核方案', en: 'scheme' } },
  { name: 'unit', title: { zh: '单位编号', en: 'unit id' } },
  { name: 'unitTitle', title: { zh: '单位名称', en: 'unit name' } },
  { name: 'indicator', title: { zh: '指标编号', en: 'indicator id' } },
  { name: 'indicatorTitle', title: { zh: '指标名称', en: 'indicator' } },
  { name: 'value', title: { zh: '指标值', en: 'value' } },
  { name: 'measuredIn', title: { zh: '计量单位', en: 'measured in' } },
  { name: 'target', title: { zh: '目标值', en: 'target' } },
  { name: 'verdict', title: { zh: '是否达标', en: 'verdict' } },
  { name: 'points', title: { zh: '得分', en: 'points' } },
  { name: 'exactValue', title: { zh: '精确值（分数）', en: 'exact value (fraction)' } },
  { name: 'figures', title: { zh: '计算依据', en: 'worked out from' } },
  { name: 'needs', title: { zh: '所缺数据', en: 'missing' } },
]

/** Writes an assessment as a table: the community first, then each unit, each with its indicators. */
export async function writeResult(
  result: AssessmentResult,
  ruleset: Ruleset,
  { format, language }: { readonly format: TableFormat; readonly language: 'zh' | 'en' },
): Promise<Uint8Array> {
  const title = { zh: `考核结果 ${result.period}`, en: `assessment ${result.period}` }[language]
  return await writeTable(
    format,
    { title, columns: resultColumns, language },
    rows(result, ruleset, language),
  )
}

function* rows(
  result: AssessmentResult,
  ruleset: Ruleset,
  language: 'zh' | 'en',
): Generator<readonly Cell[]> {
  const titles = new Map(ruleset.indicators.map(({ id, title }) => [id, title[language]]))
  for (const card of [result.community, ...result.cards])
    for (const indicator of card.indicators)
      yield [
        result.period,
        result.scheme,
        card.unit?.id ?? null,
        unitTitle(card, language),
        indicator.indicator,
        titles.get(indicator.indicator) ?? indicator.indicator,
        shown(indicator.shown),
        unitLabels[indicator.unit][language],
        shown(indicator.targetShown),
        verdictLabels[indicator.verdict][language],
        shown(indicator.pointsShown),
        indicator.value === null
          ? null
          : `${indicator.value.numerator}/${indicator.value.denominator}`,
        figuresText(indicator, ruleset),
        indicator.needs.length === 0 ? null : indicator.needs.join('; '),
      ]
}

function unitTitle({ unit }: ScoreCard, language: 'zh' | 'en'): string {
  return unit?.title ?? { zh: '医共体', en: 'the community' }[language]
}

/** A number as it is shown, without its separators; words as they are. */
function shown(text: string | null): Cell {
  if (text === null) return null
  const plain = text.replaceAll(',', '')
  return /^-?\d+(\.\d+)?$/.test(plain) ? { number: plain } : text
}

function figuresText({ figures }: IndicatorResult, ruleset: Ruleset): string | null {
  const { facts } = indexRuleset(ruleset)
  const parts = Object.entries(figures).map(
    ([id, figure]) => `${id}=${figureText(facts.get(id), figure)}`,
  )
  return parts.length === 0 ? null : parts.join('; ')
}

function figureText(
  fact: Parameters<typeof formatFigure>[0] | undefined,
  figure: Figure | null,
): string {
  return figure === null || fact === undefined ? '?' : formatFigure(fact, figure.value)
}

/** What indicators are measured in, as people write it. */
export const unitLabels: Readonly<Record<IndicatorResult['unit'], { zh: string; en: string }>> = {
  ratio: { zh: '%', en: '%' },
  percentagePoint: { zh: '个百分点', en: 'percentage points' },
  count: { zh: '', en: '' },
  money: { zh: '元', en: 'yuan' },
  moneyPerCase: { zh: '元/例', en: 'yuan a case' },
  number: { zh: '', en: '' },
  score: { zh: '分', en: 'points' },
  text: { zh: '', en: '' },
}

export const verdictLabels: Readonly<
  Record<IndicatorResult['verdict'], { zh: string; en: string }>
> = {
  met: { zh: '达标', en: 'met' },
  notMet: { zh: '未达标', en: 'not met' },
  reported: { zh: '只报告', en: 'reported' },
  notAssessable: { zh: '无法评价', en: 'not assessable' },
}
