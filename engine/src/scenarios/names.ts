import { formatParameter } from '../decisions/format-value.ts'
import { itemNouns, titleOf } from '../comparison/item-labels.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { RulesetList } from '../model/ruleset-lists.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import { actionsOf, nodesOf, stateAt, transitionsOf } from '../model/state-nodes.ts'
import type { Pathway } from '../model/pathway.ts'
import type { Text } from '../model/text.ts'
import { type Format, plainFormat, valueFormat } from './member-words.ts'
import { linesOf } from '../model/decision-lines.ts'

/** A thing that is no longer in the ruleset, by what kind of thing it was. Pure. */
export function noMore(noun: Text): Text {
  return { zh: `已不存在的${noun.zh}`, en: `a ${noun.en} that is no more` }
}

/** The title of one of some items; what it was where it is no more. Pure. */
export function titleIn(items: readonly { readonly id: string }[], id: string, noun: Text): Text {
  const item = items.find((known) => known.id === id)
  if (item === undefined) return noMore(noun)
  const title = titleOf(item, '')
  // A rule or transition need not have a title of its own: it is known by its place.
  return title.zh === ''
    ? {
        zh: `第 ${items.indexOf(item) + 1} 条${noun.zh}`,
        en: `${noun.en} ${items.indexOf(item) + 1}`,
      }
    : title
}

/** The title of an item of one of the ruleset's lists. Pure. */
export function titleOfItem(ruleset: Ruleset, list: RulesetList, id: string): Text {
  return titleIn(ruleset[list], id, itemNouns[list] ?? { zh: '条目', en: 'item' })
}

/** Items of a list by title. */
export function itemFormat(ruleset: Ruleset, list: RulesetList): Format {
  return (id, language) => quoted(titleOfItem(ruleset, list, String(id))[language], language)
}

/** A name in the marks of its language. Pure. */
export function quoted(words: string, language: 'zh' | 'en'): string {
  return language === 'zh' ? `“${words}”` : `"${words}"`
}

/** A fact's value, or words for one that is no more. */
export function factValueFormat(ruleset: Ruleset, id: string): Format {
  const fact = indexRuleset(ruleset).facts.get(id)
  return valueFormat(fact ?? { type: 'text' })
}

/** A code by the title that the parameter that chooses it gives it. */
export function codeFormat(ruleset: Ruleset, parameter: string | undefined): Format {
  const known = indexRuleset(ruleset).parameters.get(parameter ?? '')
  return known === undefined
    ? plainFormat
    : (value, language) => formatParameter(known, String(value), language)
}

/** A line of a decision by its title, or its place. */
export function lineFormat(ruleset: Ruleset, decision: string): Format {
  const known = indexRuleset(ruleset).decisions.get(decision)
  const lines = known === undefined ? [] : linesOf(known)
  const noun = known?.kind === 'table' ? itemNouns['rows'] : itemNouns['rules']
  return (id, language) =>
    quoted(titleIn(lines, String(id), noun ?? { zh: '规则', en: 'rule' })[language], language)
}

const asked = new WeakMap<Ruleset, ReadonlyMap<string, Text>>()

/** What an event that is told of asks for, in the words of who tells it. */
export function noticeFormat(ruleset: Ruleset): Format {
  const known = asked.get(ruleset) ?? noticesOf(ruleset)
  asked.set(ruleset, known)
  return (event, language) =>
    quoted((known.get(String(event)) ?? noMore({ zh: '通知', en: 'notice' }))[language], language)
}

function noticesOf(ruleset: Ruleset): ReadonlyMap<string, Text> {
  const found = new Map<string, Text>()
  for (const pathway of ruleset.pathways)
    for (const { state } of nodesOf(pathway))
      for (const action of actionsOf(state))
        if (action.type === 'emit') found.set(action.params.event, action.params.title)
  for (const decision of ruleset.decisions) {
    const lines = linesOf(decision)
    for (const then of [...lines.map((line) => line.then), decision.otherwise])
      for (const effect of then?.effects ?? [])
        if (effect.type === 'emit') found.set(effect.event, effect.title)
  }
  return found
}

/** A state of a chart by its title. */
export function stateFormat(pathway: Pathway | undefined): Format {
  return (path, language) => {
    const state = pathway && stateAt(pathway, String(path).split('.'))
    return quoted((state?.meta.title ?? noMore({ zh: '状态', en: 'state' }))[language], language)
  }
}

/** A transition by its title, else by the event or time limit that leads along it and the state it leaves. */
export function transitionFormat(pathway: Pathway | undefined): Format {
  return (id, language) => {
    for (const { state } of pathway === undefined ? [] : nodesOf(pathway))
      for (const { name, transition } of transitionsOf(state))
        if (transition.meta.id === id) {
          const own = transition.meta.title?.[language]
          const cause = [...(pathway?.events ?? []), ...(pathway?.delays ?? [])].find(
            (known) => known.id === name,
          )
          const by = cause?.title[language] ?? { zh: '自动', en: 'automatically' }[language]
          const from = state.meta.title[language]
          const words = language === 'zh' ? `${from}：${by}` : `${from}: ${by}`
          return quoted(own ?? words, language)
        }
    return noMore({ zh: '转移', en: 'transition' })[language]
  }
}

/** What happens in a step, by the title of its event or time limit. Pure. */
export function eventTitle(pathway: Pathway | undefined, event: string): Text {
  const elapsed = /^xstate\.after\.([^.]+)\./.exec(event)?.[1]
  const known =
    elapsed === undefined
      ? pathway?.events.find(({ id }) => id === event)
      : pathway?.delays.find(({ id }) => id === elapsed)
  return known?.title ?? noMore({ zh: '事件', en: 'event' })
}
