import type { Bundle } from '../model/bundle.ts'
import { type Citation, clauseOf, documentOf } from '../model/citation.ts'
import type { Effect } from '../model/decision.ts'
import type { Delay } from '../model/parameter.ts'
import type { Language } from '../model/text.ts'
import type { DecisionAnswer, DecisionResult, LineTrace, TestTrace } from './decision-result.ts'
import { describeTest } from './describe-condition.ts'
import { describeUnmet } from './describe-unmet.ts'
import { findWays, type Way } from './find-ways.ts'
import { formatDelay } from './format-delay.ts'
import { formatParameter, formatValue } from './format-value.ts'
import { holdingTests } from './holding-tests.ts'
import { parametersNamedIn } from '../model/named-parameters.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { outcomeLabel, outcomeName } from './outcome-words.ts'
import { parameterAsOf } from './parameter-value.ts'
import { linesOf } from '../model/decision-lines.ts'

/**
 * Explains an answer to a clerk, a line a thought: the outcome, each reason with its clause, what it rests on,
 * by when something is to be done, what is still needed, and the steps that would give a milder outcome. Pure.
 */
export function explainDecision(
  bundle: Bundle,
  result: DecisionAnswer,
  language: Language,
): readonly string[] {
  const { ruleset } = bundle
  const { facts, parameters, decisions } = indexRuleset(ruleset)
  const words = language === 'zh' ? zh : en
  const definition = decisions.get(result.decision)
  const describe = (test: TestTrace) => describeTest(ruleset, test, language)
  const title = definition?.title[language] ?? result.decision
  const lines = [words.outcome(title, outcomeLabel(result.outcome, definition?.subject)[language])]
  for (const { text, cites } of reasonsOf(result))
    lines.push(words.reason(text[language], cite(bundle, cites, language)))

  const held = unique(heldTests(result), describe)
  if (held.length > 0) lines.push(words.because(held.map(describe)))
  for (const [id, value] of Object.entries(result.outputs)) {
    const column = definition?.outputs?.find((output) => output.id === id)
    if (column !== undefined)
      lines.push(words.output(column.title[language], formatValue(column, value, language)))
  }
  for (const read of parametersBehind(ruleset, result, held)) {
    const parameter = parameters.get(read.id)
    if (parameter === undefined || read.value === null) continue
    const value = formatParameter(parameter, read.value, language)
    lines.push(words.parameter(parameter.title[language], value, read.from ?? '', read.sample))
  }
  for (const { title, dueIn } of dueEffects(result))
    lines.push(dueLine(bundle, { title, dueIn, asOf: result.asOf }, language))
  if (result.needs.length > 0)
    lines.push(words.needs(result.needs.map((id) => facts.get(id)?.title[language] ?? id)))
  for (const id of result.missingParameters)
    lines.push(words.missing(parameters.get(id)?.title[language] ?? id))
  if (result.trace.applies === false && result.trace.appliesWhen !== undefined)
    lines.push(words.notApplicable(describeUnmet(ruleset, result.trace.appliesWhen, language)))

  findWays(bundle, result).forEach((way, at) => {
    const outcome = outcomeName(way.outcome, definition?.subject)[language]
    lines.push(words.way(stepsOf(bundle, way, language), outcome, at === 0))
  })
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

/** The parameters the outcome was compared with and those its reasons tell, here and in the decisions asked. */
function parametersBehind(
  ruleset: Ruleset,
  result: DecisionResult,
  held: readonly TestTrace[],
): DecisionResult['trace']['parameters'] {
  const results = [result, ...decidingResults(result)]
  const names = new Set([
    ...held.flatMap(({ expectedFrom }) =>
      expectedFrom !== undefined && 'parameter' in expectedFrom ? [expectedFrom.parameter] : [],
    ),
    ...results.flatMap((each) => namedByReasons(ruleset, each)),
  ])
  const all = results.flatMap(({ trace }) => trace.parameters)
  return [...new Map(all.map((read) => [read.id, read])).values()].filter(({ id }) => names.has(id))
}

/** The parameters whose values the reasons of a result tell. */
function namedByReasons(
  ruleset: Ruleset,
  { decision, reasons }: DecisionResult,
): readonly string[] {
  const definition = indexRuleset(ruleset).decisions.get(decision)
  if (definition === undefined) return []
  const lines = linesOf(definition)
  return reasons.flatMap(({ rule }) => {
    const then =
      rule === 'otherwise' ? definition.otherwise : lines.find(({ id }) => id === rule)?.then
    return then === undefined ? [] : parametersNamedIn(then.reason)
  })
}

/** What each change of a way takes, in words; the value where the step alone does not say which. */
function stepsOf(bundle: Bundle, { changes }: Way, language: Language): readonly string[] {
  const { facts } = indexRuleset(bundle.ruleset)
  return Object.entries(changes).flatMap(([id, value]) => {
    const fact = facts.get(id)
    if (fact?.remedy === undefined) return []
    const step = fact.remedy.step[language]
    if (fact.remedy.to?.length === 1) return [step]
    const told = [fact.title[language], formatValue(fact, value, language)] as const
    return [language === 'zh' ? `${step}（${told.join('：')}）` : `${step} (${told.join(': ')})`]
  })
}

function listed(items: readonly string[], between: string, last: string): string {
  const end = items.at(-1) ?? ''
  return items.length < 2 ? end : items.slice(0, -1).join(between) + last + end
}

type DueEffect = Extract<Effect, { type: 'emit' }> & { readonly dueIn: Delay }

/** What is asked for by a due time. */
function dueEffects({ effects }: DecisionResult): readonly DueEffect[] {
  return effects.filter(
    (effect): effect is DueEffect => effect.type === 'emit' && effect.dueIn !== undefined,
  )
}

function dueLine(
  bundle: Bundle,
  { title, dueIn, asOf }: Pick<DueEffect, 'title' | 'dueIn'> & { readonly asOf: string },
  language: Language,
): string {
  const words = language === 'zh' ? zh : en
  if (!('parameter' in dueIn)) return words.due(title[language], formatDelay(dueIn, language))
  const parameter = indexRuleset(bundle.ruleset).parameters.get(dueIn.parameter)
  const dated = parameter === undefined ? undefined : parameterAsOf(parameter, asOf)
  if (parameter === undefined || dated === undefined)
    return words.dueUnset(title[language], parameter?.title[language] ?? dueIn.parameter)
  return (
    words.due(title[language], formatParameter(parameter, dated.value, language)) +
    words.dueFrom(parameter.title[language], dated.from, dated.sample === true)
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
        ? `${inTitleMarks(title?.zh ?? id)}${clauses.join('、')}`
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
  notApplicable: (lacking: string) => `不适用的原因：本判定的前提是${lacking}。`,
  due: (title: string, span: string) => `须在 ${span}内办妥：${title}。`,
  dueFrom: (title: string, from: string, sample: boolean) =>
    `时限见“${title}”，自 ${from} 起施行${sample ? '（示例值）' : ''}。`,
  dueUnset: (title: string, parameter: string) =>
    `须按时办妥：${title}。本地尚未规定时限：${parameter}。`,
  way: (steps: readonly string[], outcome: string, first: boolean) =>
    `${first ? '' : '也'}可以这样办：先${listed(steps, '，', '，并')}，即可判定为“${outcome}”。`,
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
  notApplicable: (lacking: string) => `It does not apply; it is for cases where ${lacking}.`,
  due: (title: string, span: string) => `To be done within ${span}: ${title}.`,
  dueFrom: (title: string, from: string, sample: boolean) =>
    ` The limit is "${title}", in force from ${from}${sample ? ' (sample value)' : ''}.`,
  dueUnset: (title: string, parameter: string) =>
    `To be done in time: ${title}. No time limit is set locally: ${parameter}.`,
  way: (steps: readonly string[], outcome: string, first: boolean) =>
    `${first ? 'What can be done' : 'Or'}: ${listed(steps, ', ', ', and ')}; the outcome is then "${outcome}".`,
}

/** A title in its marks; one that brings its own is left as it is. */
function inTitleMarks(title: string): string {
  return title.includes('《') ? title : `《${title}》`
}
