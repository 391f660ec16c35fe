import type { Value } from './value.ts'

/** What is sent to a case in an example. */
export interface ExampleStep {
  /** The id of the event; of a time limit, its `delay`: the case then waits until it is over. */
  readonly event?: string
  readonly delay?: string
  /** The id of the party that sends it; without it anybody may. */
  readonly party?: string
  readonly facts?: Readonly<Record<string, Value>>
  readonly reason?: string
}

/** A patient who shows what an issue says, as data that a simulator plays. */
export interface IssueExample {
  /** The day on which it is so, `YYYY-MM-DD`. */
  readonly asOf: string
  /** What is known of the case; everything else is unknown. */
  readonly facts: Readonly<Record<string, Value>>
  /** The decision to ask. */
  readonly decision?: string
  /** The pathway to begin the case on, and what is sent to it. */
  readonly pathway?: string
  readonly steps?: readonly ExampleStep[]
}
