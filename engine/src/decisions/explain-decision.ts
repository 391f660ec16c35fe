import type { Bundle } from '../layers/bundle.ts'
import type { Citation, Language } from '../model/text.ts'
import type { DecisionResult } from './decision-result.ts'
import { describeTest, outcomeWords } from './describe-condition.ts'
import { failingTests, holdingTests } from './failing-tests.ts'
import { formatParameter, formatValue } from './format-value.ts'
import { indexRuleset } from './ruleset-index.ts'

/** How many rules that did not apply are told of: the nearest misses first. */
const missesTold = 3

/**
 * Explains a result to a clerk, a line a thought: the outcome, each reason with its clause, what it rests on,
 * what is still needed, and what would have had to differ. Pure.
 */
export function explainDecision(
  bundle: Bundle,
  result: DecisionResult,
  language: Language,
): readonly string[] {
  const { ruleset } = bundle
  const index = indexRuleset(ruleset)
  const words = language === 'zh' ? zh : en
  const title = index.decisions.get(result.decision)?.title[language] ?? result.decision
  const lines = [words.outcome(title, outcomeWords[result.outcome][language])]
  for (const reason of result.reasons)
    lines.push(words.reason(reason.text[language], cite(bundle, reason.cites, language)))

  const held = result.trace.lines
    .filter((line) => line.hit)
    .flatMap((line) => holdingTests(line.condition))
  if (held.length > 0)
    lines.push(words.because(held.map((test) => describeTest(ruleset, test, language))))
  for (const [id, value] of Object.entries(result.outputs)) {
    const column = index.decisions.get(result.decision)?.outputs?.find((output) => output.id === id)
    if (column !== undefined)
      lines.push(words.output(column.title[language], formatValue(column, value, language)))
  }
  for (const read of result.trace.parameters) {
    const parameter = index.parameters.get(read.id)
    if (parameter === undefined || read.value === null) continue
    const value = formatParameter(parameter, read.value, language)
    lines.push(words.parameter(parameter.title[language], value, read.from ?? '', read.sample))
  }
  if (result.needs.length > 0)
    lines.push(words.needs(result.needs.map((id) => index.facts.get(id)?.title[language] ?? id)))
  for (const id of result.missingParameters)
    lines.push(words.missing(index.parameters.get(id)?.title[language] ?? id))
  if (result.outcome === 'needsFacts' || result.outcome === 'notAssessable') {
    for (const required of result.trace.required)
      if (required.outcome === 'needsFacts')
        lines.push(...explainDecision(bundle, required, language).slice(0, 1))
    if (result.outcome === 'notAssessable' && result.trace.appliesWhen !== undefined)
      lines.push(
        words.notApplicable(
          failingTests(result.trace.appliesWhen).map((test) =>
            describeTest(ruleset, test, language),
          ),
        ),
      )
    return lines
  }
  const misses = result.trace.lines
    .filter((line) => line.result === false && line.outcome !== result.outcome)
    .toSorted((a, b) => a.wouldDiffer.length - b.wouldDiffer.length)
    .slice(0, missesTold)
  for (const line of misses) {
    const outcome = outcomeWords[line.outcome ?? 'allow'][language]
    const differ = line.wouldDiffer.map((test) => describeTest(ruleset, test, language))
    lines.push(words.otherwise(outcome, differ, cite(bundle, line.cites, language)))
  }
  for (const required of result.trace.required)
    if (required.reasons.length > 0 && required.outcome === result.outcome)
      lines.push(...explainDecision(bundle, required, language).slice(0, 2))
  return lines
}

function cite(bundle: Bundle, cites: readonly Citation[], language: Language): string {
  return cites
    .map(({ clause, document }) => {
      const title = bundle.ruleset.manifest.sources.find((source) => source.id === document)?.title
      return language === 'zh'
        ? `《${title?.zh ?? document}》${clause}`
        : `${title?.en ?? document}, ${clause}`
    })
    .join(language === 'zh' ? '、' : '; ')
}

const zh = {
  outcome: (title: string, outcome: string) => `${title}：${outcome}。`,
  reason: (text: string, cites: string) =>
    `理由：${text.replace(/。$/, '')}${cites === '' ? '' : `（依据${cites}）`}。`,
  because: (facts: readonly string[]) => `因为：${facts.join('；')}。`,
  output: (title: string, value: string) => `${title}：${value}。`,
  parameter: (title: string, value: string, from: string, sample: boolean) =>
    `所用参数：${title}为 ${value}，自 ${from} 起施行${sample ? '（示例值）' : ''}。`,
  needs: (titles: readonly string[]) => `请先补充：${titles.join('、')}。`,
  missing: (title: string) => `本地尚未规定：${title}。`,
  notApplicable: (facts: readonly string[]) => `不适用的原因：${facts.join('；')}。`,
  otherwise: (outcome: string, facts: readonly string[], cites: string) =>
    `若要得到“${outcome}”${cites === '' ? '' : `（${cites}）`}，还须：${facts.join('；')}。`,
}
const en = {
  outcome: (title: string, outcome: string) => `${title}: ${outcome}.`,
  reason: (text: string, cites: string) =>
    `Why: ${text.replace(/\.$/, '')}${cites === '' ? '' : ` (${cites})`}.`,
  because: (facts: readonly string[]) => `Because: ${facts.join('; ')}.`,
  output: (title: string, value: string) => `${title}: ${value}.`,
  parameter: (title: string, value: string, from: string, sample: boolean) =>
    `Parameter used: ${title}, ${value}, in force from ${from}${sample ? ' (sample value)' : ''}.`,
  needs: (titles: readonly string[]) => `Please add: ${titles.join(', ')}.`,
  missing: (title: string) => `Not yet set locally: ${title}.`,
  notApplicable: (facts: readonly string[]) => `It does not apply: ${facts.join('; ')}.`,
  otherwise: (outcome: string, facts: readonly string[], cites: string) =>
    `For "${outcome}"${cites === '' ? '' : ` (${cites})`}, this would have to differ: ${facts.join('; ')}.`,
}
