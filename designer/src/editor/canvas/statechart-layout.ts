import type { Position } from '../../document/commands/place-state.ts'
import type { StatePath } from '../../document/state/state-path.ts'

/** Where the layout puts boxes (relative to their parent) and how it leads arrows (on the whole canvas). */
export interface AutomaticLayout {
  readonly positions: Readonly<Record<StatePath, Position>>
  /** Compound states, with the room their arrows need. */
  readonly sizes: ReadonlyMap<StatePath, { readonly width: number; readonly height: number }>
  readonly routes: ReadonlyMap<string, { points: readonly Position[]; label: Position | undefined }>
}
