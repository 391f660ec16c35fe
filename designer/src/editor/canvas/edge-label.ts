import type { Decision, Language, Pathway, Text, TransitionDefinition } from '@jieli/engine'
import type { Trigger } from '../../document/state/transition-list.ts'
import type { LabelSize } from './edge-routes.ts'

/** The label of an arrow: its trigger and its guard. */
export interface EdgeLabel {
  readonly kind: Trigger['kind']
  readonly title: string
  /** The titles of the decisions that open it. */
  readonly guards: readonly string[]
}

/** Labels for the triggers that have no title of their own. */
export interface TriggerLabels {
  readonly always: string
  readonly done: string
}

/** Pure. */
export function edgeLabel(
  arrow: { readonly trigger: Trigger; readonly transitions: readonly TransitionDefinition[] },
  within: {
    decisions: readonly Decision[]
    pathway: Pathway
    language: Language
    triggerLabels: TriggerLabels
  },
): EdgeLabel {
  const { pathway, language } = within
  const titleIn = (list: readonly { id: string; title: Text }[], id: string): string =>
    list.find((item) => item.id === id)?.title[language] ?? id
  const { trigger, transitions } = arrow
  const decisions = [
    ...new Set(transitions.flatMap(({ guard }) => guard?.params.decision ?? [])),
  ].map((decision) => titleIn(within.decisions, decision))
  return {
    kind: trigger.kind,
    title:
      trigger.kind === 'on'
        ? titleIn(pathway.events, trigger.event)
        : trigger.kind === 'after'
          ? titleIn(pathway.delays, trigger.delay)
          : within.triggerLabels[trigger.kind],
    guards: decisions,
  }
}

const widest = 148

/** A short text of the guards: the only one, or the first and how many more. Pure. */
export function guardLabel({ guards }: EdgeLabel): string {
  const [first = '', ...more] = guards
  return more.length === 0 ? first : `${first} +${more.length}`
}

/** Room for the label, estimated without a browser: wide letters count double. Pure. */
export function labelSize(label: EdgeLabel): LabelSize {
  const title = textWidth(label.title, 12.5) + (label.kind === 'on' ? 0 : 16)
  const guard = label.guards.length === 0 ? 0 : textWidth(guardLabel(label), 11.5) + 18
  return {
    width: Math.min(widest, Math.max(title, guard) + 18),
    height: label.guards.length === 0 ? 25 : 42,
  }
}

function textWidth(text: string, size: number): number {
  let width = 0
  for (const letter of text) width += letter.charCodeAt(0) > 0x2e80 ? size : size * 0.56
  return width
}
