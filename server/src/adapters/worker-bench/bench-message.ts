import type { LayerInput, ParentLayers } from '../../ports/ruleset-bench.ts'

/** One piece of work for the bench. */
export type BenchJob =
  | { readonly kind: 'resolve' | 'check'; readonly input: LayerInput }
  | { readonly kind: 'prepare'; readonly edited: unknown; readonly parents: ParentLayers }
  | { readonly kind: 'scenarios'; readonly input: LayerInput }
  | {
      readonly kind: 'gate'
      readonly input: LayerInput & { version: string; seed: number; asOf: string }
    }

export interface BenchRequest {
  readonly id: number
  readonly job: BenchJob
}

export type BenchReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
