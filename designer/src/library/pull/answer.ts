import { indexRuleset, type Json, type Parameter, type Ruleset, type Value } from '@jieli/engine'
import type { PullChoice, PullItem } from '@jieli/server/contracts'

/** What somebody answers to one change; `after` takes or keeps it now, to be edited once the
 * draft has moved; `adopt` keeps by name a rule that came from elsewhere. */
export type Answer =
  | { readonly kind: 'take' | 'keep' | 'adopt' | 'after' }
  | { readonly kind: 'edit'; readonly value?: Value }

/** The answer a change has before anybody chose: a clean one is taken, anything else is open. Pure. */
export function answerOf(item: PullItem, answer: Answer | undefined): Answer | undefined {
  return answer ?? (item.status === 'clean' ? { kind: 'take' } : undefined)
}

/** The choice an answer comes to; `undefined` while it is not complete. Pure. */
export function choiceOf(item: PullItem, answer: Answer | undefined): PullChoice | undefined {
  switch (answer?.kind) {
    case 'take':
    case 'keep':
    case 'adopt':
      return answer.kind
    case 'after':
      return item.theirs === null ? 'keep' : 'take'
    case 'edit': {
      const from = item.path.split('/').at(-1) ?? ''
      return answer.value === undefined
        ? undefined
        : { edit: { from, value: answer.value as unknown as Json } }
    }
    case undefined:
      return undefined
  }
}

/** The parameter whose dated value a change is about, where the form for it can be filled in. Pure. */
export function datedParameter(ruleset: Ruleset, path: string): Parameter | undefined {
  const [, list, id, values, day, ...rest] = path.split('/')
  if (list !== 'parameters' || values !== 'values' || day === undefined || rest.length > 0)
    return undefined
  return id === undefined ? undefined : indexRuleset(ruleset).parameters.get(id)
}

/** The value of a side in a dated value. Pure. */
export function valueOf(side: Json | null): Value | undefined {
  if (typeof side !== 'object' || side === null || Array.isArray(side)) return undefined
  return side['value'] as unknown as Value | undefined
}

/** The changes with those first that may not be kept, then those still to be chosen for. Pure. */
export function barredFirst(items: readonly PullItem[]): readonly PullItem[] {
  return items.toSorted(
    (a, b) => Number(b.stricter !== undefined) - Number(a.stricter !== undefined),
  )
}
