import type { Value } from '@jieli/engine'

/** One figure of a unit and period. */
export interface ImportedFigure {
  readonly row: number
  /** `null` for the community as a whole. */
  readonly unit: string | null
  readonly period: string
  readonly fact: string
  readonly value: Value
  /** In whose words it comes, as the table says. */
  readonly source?: string
  readonly completeness?: { readonly determined: number; readonly all: number }
}
