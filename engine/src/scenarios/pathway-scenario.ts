import { type Facts, parseFacts } from '../decisions/facts.ts'
import { itemNouns } from '../comparison/item-labels.ts'
import type { Bundle } from '../model/bundle.ts'
import { withEveryYear } from './with-every-year.ts'
import type { Pathway } from '../model/pathway.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { statePath } from '../model/state-nodes.ts'
import type { Text } from '../model/text.ts'
import { dutyDueTimes, dutyStandings } from '../pathways/duties/case-duty.ts'
import { startCase, step } from '../pathways/step.ts'
import type { StepResult } from '../pathways/step-result.ts'
import { compareMembers, within } from './compare-members.ts'
import { type Difference, type Finding, inBoth } from './finding.ts'
import {
  type Member,
  no,
  listFormat,
  outcomeFormat,
  standingFormat,
  valueFormat,
  yesNoFormat,
  unknown,
} from './member-words.ts'
import { missingItem } from './missing-item.ts'
import {
  eventTitle,
  quoted,
  factValueFormat,
  itemFormat,
  noticeFormat,
  stateFormat,
  transitionFormat,
  titleIn,
  titleOfItem,
} from './names.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'
import { touchStep } from './touched.ts'
import { withFacts, wrongFacts } from './with-facts.ts'

/** What happens to a case on a pathway, event after event. */
export const pathwayScenario: ScenarioKind<ScenarioOf<'pathway'>> = {
  title: { zh: '路径', en: 'pathway' },
  run: (bundle, scenario, touched) =>
    withFacts(bundle, scenario.facts, (facts) =>
      runPathway(withEveryYear(bundle), scenario, { facts, touched }),
    ),
}

/** Runs the steps up to the first that comes out otherwise: what follows it would be another story. */
function runPathway(
  bundle: Bundle,
  scenario: ScenarioOf<'pathway'>,
  { facts, touched }: { readonly facts: Facts; readonly touched: Set<string> },
): readonly Finding[] {
  const pathway = bundle.ruleset.pathways.find(({ id }) => id === scenario.pathway)
  if (pathway === undefined) return [missingItem(itemNouns['pathways'] ?? pathwayScenario.title)]
  let current = startCase(bundle, { pathway: scenario.pathway, facts, at: scenario.at })
  if (!current.taken)
    return [
      {
        fault: { zh: '个案不能这样开始', en: 'a case cannot begin like this' },
      },
    ]
  let { snapshot } = current
  for (const [at, { event, expect, ...sent }] of scenario.steps.entries()) {
    const parsed = parseFacts(bundle.ruleset, sent.facts ?? {})
    if (parsed.issues.length > 0) return wrongFacts(bundle.ruleset, parsed.issues)
    current = step(bundle, snapshot, {
      type: event,
      at: sent.at,
      facts: parsed.facts,
      ...(sent.reason === undefined ? {} : { reason: sent.reason }),
      ...(sent.unit === undefined ? {} : { actor: { unit: sent.unit } }),
    })
    touchStep(scenario.pathway, event, { result: current, touched })
    if (current.taken) ({ snapshot } = current)
    const found = compareStep({ ruleset: bundle.ruleset, pathway, at }, expect, {
      result: current,
      snapshot,
    })
    if (found.length > 0) {
      const title = eventTitle(pathway, event)
      const place = {
        zh: `第 ${at + 1} 步“${title.zh}”后的`,
        en: `after step ${at + 1} ("${title.en}"), `,
      }
      return within(place, found)
    }
  }
  return []
}

type StepExpectation = ScenarioOf<'pathway'>['steps'][number]['expect']

interface StepPlace {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly at: number
}

function compareStep(
  { ruleset, pathway, at }: StepPlace,
  expect: StepExpectation,
  {
    result,
    snapshot,
  }: {
    readonly result: StepResult
    readonly snapshot: Extract<StepResult, { taken: true }>['snapshot']
  },
): readonly Difference[] {
  const { facts, timers, duties, due, ...plain } = expect
  const place = ['steps', at, 'expect'] as const
  const shown = result.decisions.find(({ outcome }) => outcome === expect.outcome)
  const decided = shown ?? result.decisions[0]
  const members = memberOf(ruleset, pathway, decided?.decision)
  const actual = {
    state: statePath(snapshot.value),
    refused: result.taken ? undefined : true,
    transition: result.taken ? result.transitions[0] : undefined,
    emits: result.taken ? result.actions.map((action) => action.event) : [],
    needs: result.taken ? [] : result.needs,
    outcome: decided?.outcome,
  }
  return [
    ...compareMembers(
      // An event is expected to be taken unless it says otherwise.
      { ...plain, refused: plain.refused === true ? true : null },
      { at: place, actual, member: (name) => members[name as keyof typeof actual] },
    ),
    ...compareMembers(facts, {
      at: [...place, 'facts'],
      actual: snapshot.facts,
      member: (id) => ({
        title: inBoth((language) => quoted(titleOfItem(ruleset, 'facts', id)[language], language)),
        format: factValueFormat(ruleset, id),
        none: unknown,
      }),
    }),
    ...compareMembers(timers, {
      at: [...place, 'timers'],
      actual: Object.fromEntries(snapshot.timers.map((timer) => [timer.delay, timer.dueAt])),
      member: (id) => ({
        title: titleIn(pathway.delays, id, itemNouns['delays'] ?? { zh: '时限', en: 'time limit' }),
        format: valueFormat({ type: 'dateTime' }),
      }),
    }),
    ...compareMembers(duties, {
      at: [...place, 'duties'],
      actual: dutyStandings(snapshot.duties ?? [], snapshot.at),
      member: (id) => ({ title: dutyTitle(ruleset, id), format: standingFormat }),
    }),
    ...compareMembers(due, {
      at: [...place, 'due'],
      actual: dutyDueTimes(snapshot.duties ?? []),
      member: (id) => ({
        title: inBoth(
          (language) =>
            `${dutyTitle(ruleset, id)[language]}${{ zh: '的期限', en: "'s due time" }[language]}`,
        ),
        format: valueFormat({ type: 'dateTime' }),
      }),
    }),
  ]
}

function dutyTitle(ruleset: Ruleset, id: string): Text {
  return inBoth((language) => quoted(titleOfItem(ruleset, 'duties', id)[language], language))
}

function memberOf(ruleset: Ruleset, pathway: Pathway, decision = '') {
  const subject = indexRuleset(ruleset).decisions.get(decision)?.subject
  return {
    state: { title: { zh: '状态', en: 'state' }, format: stateFormat(pathway) },
    refused: {
      title: { zh: '事件被拒', en: 'refusal of the event' },
      format: yesNoFormat,
      none: no,
    },
    outcome: { title: { zh: '结论', en: 'outcome' }, format: outcomeFormat(subject) },
    needs: {
      title: { zh: '待补充的事实', en: 'facts asked for' },
      format: listFormat(itemFormat(ruleset, 'facts')),
    },
    transition: {
      title: { zh: '所走的转移', en: 'transition taken' },
      format: transitionFormat(pathway),
    },
    emits: {
      title: { zh: '发出的通知', en: 'notices sent' },
      format: listFormat(noticeFormat(ruleset)),
    },
  } satisfies Record<string, Member>
}
