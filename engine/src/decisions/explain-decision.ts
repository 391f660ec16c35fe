import type { Bundle } from '../model/bundle.ts'
import { authoredOutcomes, type Outcome } from '../model/outcome.ts'
import { type Citation, clauseOf, documentOf } from '../model/citation.ts'
import type { Language } from '../model/text.ts'
import type { DecisionResult, LineTrace, TestTrace } from './decision-result.ts'
import { describeTest, outcomeNames, outcomeLabels } from './describe-condition.ts'
import { failingTests, holdingTests } from './failing-tests.ts'
import { formatParameter, formatValue } from './format-value.ts'
import { indexRuleset } from '../model/ruleset-index.ts'

/** How many ways to a milder outcome are told: the nearest first. The trace has them all. */
const waysTold = 3

/**
 * Explains a result to a clerk, a line a thought: the outcome, each reason with its clause, what it rests on,
 * what is still needed, and what would have had to differ for a milder outcome. Pure.
 */
export function explainDecision(
  bundle: Bundle,
  result: DecisionResult,
  language: Language,
): readonly string[] {
  const { ruleset } = bundle
  const { facts, parameters, decisions } = indexRuleset(ruleset)
  const words = language === 'zh' ? zh : en
  const definition = decisions.get(result.decision)
  const describe = (test: TestTrace) => describeTest(ruleset, test, language)
  const title = definition?.title[language] ?? result.decision
  const lines = [words.outcome(title, outcomeLabels[result.outcome][language])]
  for (const { text, cites } of reasonsOf(result))
    lines.push(words.reason(text[language], cite(bundle, cites, language)))

  const held = unique(heldTests(result), describe)
  if (held.length > 0) lines.push(words.because(held.map(describe)))
  for (const [id, value] of Object.entries(result.outputs)) {
    const column = definition?.outputs?.find((output) => output.id === id)
    if (column !== undefined)
      lines.push(words.output(column.title[language], formatValue(column, value, language)))
  }
  for (const read of parametersBehind(result, held)) {
    const parameter = parameters.get(read.id)
    if (parameter === undefined || read.value === null) continue
    const value = formatParameter(parameter, read.value, language)
    lines.push(words.parameter(parameter.title[language], value, read.from ?? '', read.sample))
  }
  if (result.needs.length > 0)
    lines.push(words.needs(result.needs.map((id) => facts.get(id)?.title[language] ?? id)))
  for (const id of result.missingParameters)
    lines.push(words.missing(parameters.get(id)?.title[language] ?? id))
  if (result.trace.applies === false && result.trace.appliesWhen !== undefined)
    lines.push(words.notApplicable(failingTests(result.trace.appliesWhen).map(describe)))

  const ways = milderLines(result)
  for (const line of ways.slice(0, waysTold)) {
    const outcome = outcomeNames[line.outcome ?? 'allow'][language]
    lines.push(
      words.otherwise(outcome, line.wouldDiffer.map(describe), cite(bundle, line.cites, language)),
    )
  }
  return lines
}

/** The reasons, and those of the decisions they rest on. */
function reasonsOf(result: DecisionResult): DecisionResult['reasons'] {
  const behind = decidingResults(result).flatMap((required) => reasonsOf(required))
  const seen = new Set<string>()
  return [...result.reasons, ...behind].filter(({ text }) => {
    const known = seen.has(text.zh)
    seen.add(text.zh)
    return !known
  })
}

/** The required decisions whose outcome a line that counts compares with. */
function decidingResults(result: DecisionResult): readonly DecisionResult[] {
  const asked = new Set(
    hits(result).flatMap((line) => holdingTests(line.condition).map((test) => test.decision)),
  )
  return result.trace.required.filter((required) => asked.has(required.decision))
}

/** The comparisons of facts the outcome rests on; a decision asked stands for its own. */
function heldTests(result: DecisionResult): readonly TestTrace[] {
  const own = hits(result)
    .flatMap((line) => holdingTests(line.condition))
    .filter((test) => test.decision === undefined)
  return [...own, ...decidingResults(result).flatMap(heldTests)]
}

function hits(result: DecisionResult): readonly LineTrace[] {
  return result.trace.lines.filter((line) => line.hit)
}

function unique(
  tests: readonly TestTrace[],
  describe: (test: TestTrace) => string,
): readonly TestTrace[] {
  return [...new Map(tests.map((test) => [describe(test), test])).values()]
}

/** The parameters the outcome was compared with, here and in the decisions asked. */
function parametersBehind(
  result: DecisionResult,
  held: readonly TestTrace[],
): DecisionResult['trace']['parameters'] {
  const names = new Set(
    held.flatMap(({ expectedFrom }) =>
      expectedFrom !== undefined && 'parameter' in expectedFrom ? [expectedFrom.parameter] : [],
    ),
  )
  const all = [result, ...decidingResults(result)].flatMap(({ trace }) => trace.parameters)
  return [...new Map(all.map((read) => [read.id, read])).values()].filter(({ id }) => names.has(id))
}

/** Lines that did not match and would have been milder, the fewest differences first. */
function milderLines(result: DecisionResult): readonly LineTrace[] {
  const rank = authoredOutcomes.indexOf(result.outcome as (typeof authoredOutcomes)[number])
  const milder = (outcome: Outcome | undefined) =>
    authoredOutcomes.indexOf((outcome ?? 'allow') as (typeof authoredOutcomes)[number]) > rank
  if (rank === -1) return []
  const own = result.trace.lines
    // What hinges on another decision is told by that decision's own lines.
    .filter((line) => line.result === false && milder(line.outcome))
    .filter((line) => line.wouldDiffer.every((test) => test.decision === undefined))
  return [...own, ...decidingResults(result).flatMap(milderLines)].toSorted(
    (a, b) => a.wouldDiffer.length - b.wouldDiffer.length,
  )
}

/** 《document》DP-31、DP-41: each document once. */
function cite(bundle: Bundle, cites: readonly Citation[], language: Language): string {
  const documents = new Map<string, string[]>()
  for (const citation of cites) {
    const document = documentOf(citation)
    documents.set(document, [...(documents.get(document) ?? []), clauseOf(citation)])
  }
  return [...documents]
    .map(([id, clauses]) => {
      const title = bundle.ruleset.manifest.sources.find((source) => source.id === id)?.title
      return language === 'zh'
        ? `《${title?.zh ?? id}》${clauses.join('、')}`
        : `${title?.en ?? id}, ${clauses.join(', ')}`
    })
    .join(language === 'zh' ? '；' : '; ')
}

const zh = {
  outcome: (title: string, outcome: string) => `${title}：${outcome}。`,
  reason: (text: string, cites: string) =>
    `理由：${text.replace(/。$/, '')}${cites === '' ? '' : `（依据${cites}）`}。`,
  because: (tests: readonly string[]) => `因为：${tests.join('；')}。`,
  output: (title: string, value: string) => `${title}：${value}。`,
  parameter: (title: string, value: string, from: string, sample: boolean) =>
    `所用参数：${title}为 ${value}，自 ${from} 起施行${sample ? '（示例值）' : ''}。`,
  needs: (titles: readonly string[]) => `请先补充：${titles.join('、')}。`,
  missing: (title: string) => `本地尚未规定：${title}。`,
  notApplicable: (tests: readonly string[]) => `不适用的原因：${tests.join('；')}。`,
  otherwise: (outcome: string, tests: readonly string[], cites: string) =>
    `若${tests.join('，且')}，则${outcome}${cites === '' ? '' : `（依据${cites}）`}。`,
}
const en = {
  outcome: (title: string, outcome: string) => `${title}: ${outcome}.`,
  reason: (text: string, cites: string) =>
    `Why: ${text.replace(/\.$/, '')}${cites === '' ? '' : ` (${cites})`}.`,
  because: (tests: readonly string[]) => `Because: ${tests.join('; ')}.`,
  output: (title: string, value: string) => `${title}: ${value}.`,
  parameter: (title: string, value: string, from: string, sample: boolean) =>
    `Parameter used: ${title}, ${value}, in force from ${from}${sample ? ' (sample value)' : ''}.`,
  needs: (titles: readonly string[]) => `Please add: ${titles.join(', ')}.`,
  missing: (title: string) => `Not yet set locally: ${title}.`,
  notApplicable: (tests: readonly string[]) => `It does not apply: ${tests.join('; ')}.`,
  otherwise: (outcome: string, tests: readonly string[], cites: string) =>
    `If ${tests.join(' and ')}, it would be ${outcome}${cites === '' ? '' : ` (${cites})`}.`,
}
