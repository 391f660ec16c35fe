import { formatParameter, formatValue } from '../decisions/format-value.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { indicatorSignature } from '../formulas/check-formula.ts'
import { evaluateFormula } from '../formulas/evaluate-formula.ts'
import { explainFormula, type FormulaTitle } from '../formulas/explain-formula.ts'
import type { Indicator } from '../model/assessment.ts'
import { unitLabels } from '../model/unit-labels.ts'
import type { Bundle } from '../model/bundle.ts'
import { type Language, languages, type Text } from '../model/text.ts'
import type { Figure, FigureSource } from './assessment-input.ts'
import type { IndicatorResult } from './assessment-result.ts'
import { baselineYearOf, readsNamedYear } from './baseline-years.ts'
import type { FigureReader } from './create-reader.ts'
import { fractionOfExact, writtenNumber } from './exact-number.ts'
import { indicatorFormula } from './indicator-formula.ts'

const sources: Readonly<Record<FigureSource, Text>> = {
  cases: { zh: '由病例和转诊记录统计', en: 'counted from the cases' },
  duties: {
    zh: '由定期事项的登记统计得出',
    en: 'counted from what was recorded of scheduled duties',
  },
  imported: { zh: '导入', en: 'imported' },
  entered: { zh: '手工填报', en: 'entered by hand' },
}

/** How an indicator was worked out, line by line: figures, formula, target, points. Pure. */
export function indicatorSteps(
  bundle: Bundle,
  indicator: Indicator,
  {
    result,
    reader,
  }: { readonly result: Omit<IndicatorResult, 'steps'>; readonly reader: FigureReader },
): readonly Text[] {
  const named = (id: string) => formulaTitle(bundle, id)
  const formula = indicatorFormula(bundle, indicator)
  // A formula that is one name says nothing its figure has not said.
  const evaluated =
    formula === undefined || formula.expression.kind === 'name'
      ? undefined
      : { formula, outcome: evaluateFormula(formula, (name) => reader.read(name, indicator)) }
  const said = languages.map((language) => {
    const figures = Object.entries(result.figures).map(([id, figure]) =>
      figureLine(bundle, { id, figure, language }),
    )
    const worked =
      evaluated === undefined
        ? []
        : explainFormula(evaluated.formula, evaluated.outcome, named, language)
    return [
      ...yearLines(bundle, indicator, { asOf: reader.asOf, language }),
      ...figures,
      ...worked,
      ...targetLines(bundle, indicator, { result, reader, language }),
      ...pointsLines(result, language),
    ]
  })
  const [zh = [], en = []] = said
  return zh.map((line, at) => ({ zh: line, en: en[at] ?? line }))
}

/** What a formula's name is called, with its type and unit. */
function formulaTitle(bundle: Bundle, id: string): FormulaTitle | undefined {
  const index = indexRuleset(bundle.ruleset)
  const indicator = index.indicators.get(id)
  if (indicator !== undefined) return { ...indicatorSignature(indicator), title: indicator.title }
  return index.facts.get(id) ?? index.parameters.get(id)
}

/** Which year the baseline is, where the indicator names one. */
function yearLines(
  bundle: Bundle,
  indicator: Indicator,
  { asOf, language }: { readonly asOf: string; readonly language: Language },
): readonly string[] {
  if (indicator.baselineYear === undefined || !readsNamedYear(bundle, indicator)) return []
  const id = indicator.baselineYear.parameter
  const title = indexRuleset(bundle.ruleset).parameters.get(id)?.title[language] ?? id
  const year = baselineYearOf(bundle, indicator, asOf)
  if (language === 'zh')
    return [year === undefined ? `基期：${title}尚未设定` : `基期：${year} 年同期（${title}）`]
  return [
    year === undefined
      ? `Baseline: ${title} is not set`
      : `Baseline: the same period of ${year} (${title})`,
  ]
}

interface FigureLine {
  readonly id: string
  readonly figure: Figure | null
  readonly language: Language
}

function figureLine(bundle: Bundle, { id, figure, language }: FigureLine): string {
  const past = /^(baseline|previous)\((.*)\)$/.exec(id)
  const fact = indexRuleset(bundle.ruleset).facts.get(past?.[2] ?? id)
  const when = {
    baseline: { zh: '基期', en: 'baseline ' },
    previous: { zh: '上期', en: 'previous ' },
  }
  const prefix = past === null ? '' : when[past[1] as keyof typeof when][language]
  const title = `${prefix}${fact?.title[language] ?? id}`
  const zh = language === 'zh'
  if (figure === null || fact === undefined) return zh ? `${title}：未知` : `${title}: unknown`
  const value = formatValue(fact, figure.value, language)
  const source = sources[figure.source][language]
  const { completeness } = figure
  const open =
    completeness === undefined
      ? ''
      : zh
        ? `，${completeness.all} 例中有 ${completeness.all - completeness.determined} 例资料不全、未计入`
        : `; ${completeness.all - completeness.determined} of ${completeness.all} cases lack facts and are not counted`
  return zh ? `${title}：${value}（${source}${open}）` : `${title}: ${value} (${source}${open})`
}

interface TargetQuestion {
  readonly result: Omit<IndicatorResult, 'steps'>
  readonly reader: FigureReader
  readonly language: Language
}

function targetLines(
  bundle: Bundle,
  indicator: Indicator,
  { result, reader, language }: TargetQuestion,
): string[] {
  const zh = language === 'zh'
  if (result.verdict === 'notAssessable' && result.because !== undefined)
    return [zh ? `不予评定：${result.because.zh}` : `Not assessable: ${result.because.en}`]
  const target = result.target === null ? undefined : fractionOfExact(result.target)
  const digits =
    result.value && writtenNumber(indicator.unit, fractionOfExact(result.value), language, target)
  const parameter =
    indicator.target && indexRuleset(bundle.ruleset).parameters.get(indicator.target.parameter)
  const dated = parameter && parameterAsOf(parameter, reader.asOf)
  // A plain number held against a multiple is one.
  const value =
    digits !== null && indicator.unit === 'number' && parameter?.unit === 'times'
      ? `${digits} ${unitLabels['times']?.[language] ?? ''}`
      : digits
  if (parameter === undefined || dated === undefined)
    return indicator.direction === 'metOrNot'
      ? [verdictWords(result.verdict, language)]
      : [zh ? `结果 ${value}；没有设定目标` : `Result ${value}; no target is set`]
  const mark = formatParameter(parameter, dated.value, language)
  const sample = dated.sample === true ? (zh ? '，样例值' : ', a sample figure') : ''
  return [
    zh
      ? `结果 ${value}，目标 ${mark}（${parameter.title.zh}，自 ${dated.from} 起${sample}）：${verdictWords(result.verdict, language)}`
      : `Result ${value}, target ${mark} (${parameter.title.en}, from ${dated.from}${sample}): ${verdictWords(result.verdict, language)}`,
  ]
}

function verdictWords(verdict: IndicatorResult['verdict'], language: Language): string {
  const words = {
    met: { zh: '达标', en: 'met' },
    notMet: { zh: '未达标', en: 'not met' },
    reported: { zh: '仅报告', en: 'reported' },
    notAssessable: { zh: '不予评定', en: 'not assessable' },
  }
  return words[verdict][language]
}

function pointsLines(result: Omit<IndicatorResult, 'steps'>, language: Language): string[] {
  if (result.pointsShown === null) return []
  return [
    language === 'zh'
      ? `得分 ${result.pointsShown}（满分 100）`
      : `${result.pointsShown} of 100 points`,
  ]
}
