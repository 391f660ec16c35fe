import type { Language, Pathway, Ruleset, Text } from '@jieli/engine'
import type { TransitionEntry, Trigger } from '../document/transition-list.ts'
import type { LabelSize } from './edge-routes.ts'

/** The words on an arrow: what sets it off, and what must hold. */
export interface EdgeLabel {
  readonly kind: Trigger['kind']
  readonly title: string
  readonly guard: string | undefined
}

/** Words for the triggers that have no title of their own. */
export interface TriggerWords {
  readonly always: string
  readonly done: string
}

/** Pure. */
export function edgeLabel(
  entry: Pick<TransitionEntry, 'trigger' | 'transition'>,
  within: { ruleset: Ruleset; pathway: Pathway; language: Language; words: TriggerWords },
): EdgeLabel {
  const { ruleset, pathway, language } = within
  const titleIn = (list: readonly { id: string; title: Text }[], id: string): string =>
    list.find((item) => item.id === id)?.title[language] ?? id
  const { trigger, transition } = entry
  const decision = transition.guard?.params.decision
  return {
    kind: trigger.kind,
    title:
      trigger.kind === 'on'
        ? titleIn(pathway.events, trigger.event)
        : trigger.kind === 'after'
          ? titleIn(pathway.delays, trigger.delay)
          : within.words[trigger.kind],
    guard: decision === undefined ? undefined : titleIn(ruleset.decisions, decision),
  }
}

const widest = 168

/** Room for the words, estimated without a browser: wide letters count double. Pure. */
export function labelSize(label: EdgeLabel): LabelSize {
  const title = textWidth(label.title, 12.5) + (label.kind === 'on' ? 0 : 16)
  const guard = label.guard === undefined ? 0 : textWidth(label.guard, 11.5) + 14
  return {
    width: Math.min(widest, Math.max(title, guard) + 18),
    height: label.guard === undefined ? 25 : 42,
  }
}

function textWidth(text: string, size: number): number {
  let width = 0
  for (const letter of text) width += letter.charCodeAt(0) > 0x2e80 ? size : size * 0.56
  return width
}
