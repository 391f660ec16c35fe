import type { Pathway } from '@jieli/engine'
import type { StatePath } from '../../document/state/state-path.ts'
import type { Selection } from './selection.ts'

/** What every panel beside the canvas is given. */
export interface ElementPanelProps {
  readonly pathway: Pathway
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  readonly onAddInside: (parent: StatePath) => void
  readonly onConnect: (source: StatePath, target: StatePath) => void
  readonly onRemove: () => void
}
