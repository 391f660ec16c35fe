import type { CheckInput, LayerInput } from '../../ports/ruleset-bench.ts'

/** One piece of work for the bench. */
export type BenchJob =
  | { readonly kind: 'resolve'; readonly input: LayerInput }
  | { readonly kind: 'check'; readonly input: CheckInput }
  | { readonly kind: 'file'; readonly text: string; readonly asOf: string }
  | {
      readonly kind: 'prepare'
      readonly edited: unknown
      readonly judge: Omit<CheckInput, 'layer'>
    }
  | { readonly kind: 'scenarios'; readonly input: LayerInput }
  | { readonly kind: 'gate'; readonly input: CheckInput & { version: string; seed: number } }

export interface BenchRequest {
  readonly id: number
  readonly job: BenchJob
}

export type BenchReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }
