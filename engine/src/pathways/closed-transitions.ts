import { getNextTransitions } from 'xstate'
import type { DecisionAnswer } from '../decisions/decision-result.ts'
import { outcomeLabel } from '../decisions/outcome-words.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Bundle } from '../model/bundle.ts'
import type { Text } from '../model/text.ts'
import { definitionOf, type PathwayEvent, type PathwaySnapshot } from './build-machine.ts'
import { askDecision } from './step-context.ts'

/** A transition that waits for the event but whose guard does not open. */
export interface ClosedTransition {
  readonly transition: string
  readonly result: DecisionAnswer | undefined
  /** True when only a written reason is missing. */
  readonly reasonWouldOpen: boolean
}

/** The transitions that wait for an event, each with why it is closed, in the order in which XState looks at them. */
export function closedTransitions(
  bundle: Bundle,
  state: PathwaySnapshot,
  { type, step }: PathwayEvent,
): readonly ClosedTransition[] {
  return getNextTransitions(state).flatMap(({ eventType, meta }) => {
    const { guard, meta: own } = definitionOf(meta)
    if (eventType !== type || guard === undefined) return []
    const result = askDecision(bundle, guard.params.decision, state.context.facts, step)
    const reasonWouldOpen =
      result?.outcome === 'requireReason' && guard.params.opens.includes('requireReason')
    return [{ transition: own.id, result, reasonWouldOpen }]
  })
}

/**
 * Why nothing opens, in a sentence or two. Guards whose decision does not apply say nothing
 * while another has something to say. Pure.
 */
export function closedMessage(bundle: Bundle, closed: readonly ClosedTransition[]): Text {
  const telling = oneOfEachDecision(closed).filter(
    (found) => found.result?.outcome !== 'notAssessable',
  )
  const chosen = telling.length > 0 ? telling : closed.slice(0, 1)
  const texts = chosen.map((found) => closedReason(bundle, found))
  return {
    zh: [...new Set(texts.map((text) => text.zh))].join(''),
    en: [...new Set(texts.map((text) => text.en))].join(' '),
  }
}

/**
 * One closed transition for each decision: where several ask the same, each for outcomes of its own, the decision is told
 * once, and by the one that a reason would open if there is one.
 */
export function oneOfEachDecision(
  closed: readonly ClosedTransition[],
): readonly ClosedTransition[] {
  const asked = Map.groupBy(closed, (found) => found.result?.decision ?? found.transition)
  return [...asked.values()].flatMap((same) => {
    const told = same.find(({ reasonWouldOpen }) => reasonWouldOpen) ?? same[0]
    return told === undefined ? [] : [told]
  })
}

function closedReason(bundle: Bundle, { result, reasonWouldOpen }: ClosedTransition): Text {
  if (result === undefined)
    return { zh: '所依据的决策不存在。', en: 'Its decision does not exist.' }
  const { decisions, facts, parameters } = indexRuleset(bundle.ruleset)
  if (result.outcome === 'needsFacts') {
    const needed = [
      ...result.needs.map((id) => facts.get(id)?.title ?? { zh: id, en: id }),
      ...result.missingParameters.map((id) => parameters.get(id)?.title ?? { zh: id, en: id }),
    ]
    return {
      zh: `信息不足，请先补充：${needed.map((title) => title.zh).join('、')}。`,
      en: `Not enough is known. Please add: ${needed.map((title) => title.en).join(', ')}.`,
    }
  }
  const reasons = result.reasons.map((reason) => reason.text)
  const words = outcomeLabel(result.outcome, decisions.get(result.decision)?.subject)
  const hint = reasonWouldOpen
    ? { zh: '请写明理由后再提交。', en: 'Please write a reason and send it again.' }
    : { zh: '', en: '' }
  return {
    zh: `${words.zh}。${reasons.map((text) => sentence(text.zh, '。')).join('')}${hint.zh}`,
    en: `${sentence(words.en, '.')} ${reasons.map((text) => sentence(text.en, '.')).join(' ')} ${hint.en}`.trim(),
  }
}

function sentence(text: string, stop: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return capital.endsWith(stop) ? capital : capital + stop
}
