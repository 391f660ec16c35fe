import type { RequestedAction } from '@jieli/engine'
import { canonicalText } from '../../../audit/canonical-text.ts'
import type { VoidedEffect } from '../../../documents/case-correction.ts'

/** What a step asked for, under the ids by which it was told. */
export type StandingEffects = ReadonlyMap<string, readonly VoidedEffect[]>

/** What becomes of effects when the steps that asked for them are others. */
export interface MatchedEffects {
  /** For each step in its order, the ids of what it asks for. */
  readonly ids: readonly (readonly string[])[]
  /** What is asked for anew, in the order of the new ids. */
  readonly actions: readonly RequestedAction[]
  /** What nothing asks for any more. */
  readonly voided: readonly VoidedEffect[]
}

/**
 * Keeps the id of everything that the same step asks for as before, so that nobody is told of it again; what is new gets
 * a new id, and what is gone is named. Pure.
 * @param steps each under the name by which it is known again
 * @param idOf the id of a new effect by its place among the new ones
 */
export function matchEffects(
  standing: StandingEffects,
  steps: readonly { readonly key: string; readonly actions: readonly RequestedAction[] }[],
  idOf: (index: number) => string,
): MatchedEffects {
  const left = new Map([...standing].map(([key, effects]) => [key, [...effects]]))
  const actions: RequestedAction[] = []
  const ids = steps.map(({ key, actions: asked }) =>
    asked.map((action) => {
      const before = left.get(key) ?? []
      const text = canonicalText(action)
      const same = before.findIndex((effect) => canonicalText(effect.action) === text)
      const [kept] = same < 0 ? [] : before.splice(same, 1)
      return kept?.id ?? idOf(actions.push(action) - 1)
    }),
  )
  return { ids, actions, voided: [...left.values()].flat() }
}
