import type { StatePath } from '../../document/state/state-path.ts'

/** What is selected on the canvas. */
export interface Selection {
  readonly states: readonly StatePath[]
  /** Transition ids. */
  readonly transitions: readonly string[]
}

export const nothingSelected: Selection = { states: [], transitions: [] }
