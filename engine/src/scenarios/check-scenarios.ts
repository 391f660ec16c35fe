import type { Bundle } from '../model/bundle.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Text } from '../model/text.ts'
import { type Below, type ChangedGroup, changedScenarios } from './changed-scenarios.ts'
import { runScenarios, type ScenarioResult } from './run-scenarios.ts'

/** Runs every scenario and gives what is wrong: each that fails, and each group of inherited ones that came out otherwise. Pure. */
export function checkScenarios(bundle: Bundle, below: Below): readonly Issue[] {
  const results = runScenarios(bundle)
  return results.every(({ passed }) => passed)
    ? []
    : scenarioIssues(results, changedScenarios(bundle, below))
}

/**
 * The issues of scenarios that fail: one for each that is the ruleset's own or guards a red line, and one for each group
 * of inherited ones, which somebody has to accept or to mend. Pure.
 */
export function scenarioIssues(
  results: readonly ScenarioResult[],
  groups: readonly ChangedGroup[],
): readonly Issue[] {
  const grouped = new Set(groups.flatMap(({ scenarios }) => scenarios.map(({ id }) => id)))
  const single = results
    .filter(({ id, passed, guards }) => !passed && (guards !== undefined || !grouped.has(id)))
    .map(failed)
  return [...single, ...groups.flatMap(changed)]
}

function failed({ id, title, guards, details }: ScenarioResult): Issue {
  const detail = {
    zh: details.map((text) => text.zh).join('；'),
    en: details.map((text) => text.en).join('; '),
  }
  const [redLine] = guards ?? []
  if (guards === undefined || redLine === undefined)
    return createIssue('SCENARIO_FAILED', `/scenarios/${id}`, { title, detail })
  const values = { title, detail, redLine: guards.join(', ') }
  return { ...createIssue('GUARD_SCENARIO_FAILED', `/scenarios/${id}`, values), redLine }
}

/** More titles than this are counted, not listed. */
const maxTitles = 3

function changed(group: ChangedGroup): readonly Issue[] {
  const open = group.scenarios.filter(({ guards }) => guards === undefined)
  const [first] = open
  if (first === undefined) return []
  const issue = createIssue('SCENARIO_CHANGED', `/scenarios/${first.id}`, {
    cause: describeGroupCause(group),
    count: open.length,
    titles: {
      zh: `${titles(open, 'zh').join('、')}${open.length > maxTitles ? '等' : ''}`,
      en: `${titles(open, 'en').join(', ')}${open.length > maxTitles ? ', …' : ''}`,
    },
  })
  return [issue]
}

function titles(scenarios: readonly { readonly title: Text }[], language: 'zh' | 'en') {
  return scenarios
    .slice(0, maxTitles)
    .map(({ title }) => (language === 'zh' ? `“${title.zh}”` : `"${title.en}"`))
}

const causes: Readonly<Record<ChangedGroup['cause'], Text>> = {
  own: { zh: '因为本规则集的改动', en: "because of this ruleset's changes" },
  overlay: { zh: '因为所叠加的规则集', en: 'because of what is laid over' },
  together: {
    zh: '因为本规则集的多项改动一起（未能逐项分清）',
    en: 'because of several changes together, which could not be told apart',
  },
  below: {
    zh: '因为所依据的规则集本身已是如此',
    en: 'because the ruleset it rests on comes out so already',
  },
  back: {
    zh: '因为先前接受的结果已不再出现，现在与所依据的规则集一致',
    en: 'because what was accepted no longer comes out: it is as the ruleset below expects again',
  },
}

/** Why the scenarios of a group come out otherwise, in one phrase: 因为本规则集的改动：参数“…”自 … 起由 70% 改为 75%. Pure. */
export function describeGroupCause({ cause, sentences }: ChangedGroup): Text {
  const { zh, en } = causes[cause]
  if (sentences.length === 0) return { zh, en }
  return {
    zh: `${zh}：${sentences.map((sentence) => sentence.zh).join('；')}`,
    en: `${en}: ${sentences.map((sentence) => sentence.en).join('; ')}`,
  }
}
