import type { KeyObject } from 'node:crypto'
import type { MessagePort } from 'node:worker_threads'
import type { Caller } from '../operations/context/caller.ts'
import type { Audited } from '../audit/commit.ts'
import type { AlgorithmSet } from '../ports/data-keys.ts'
import type { CommitResult, StorePlace, Write } from '../ports/store.ts'
import type { CrossedError } from './crossed-error.ts'

/** What a job works with beside what it is asked: the same for every job of a server. */
export interface JobHome {
  /** A thread that knows the id need not be told the rest. */
  readonly id: string
  readonly store: StorePlace
  /** The rulesets that come with the program, as JSON that no thread copies. */
  readonly bundled: SharedArrayBuffer
  readonly signingKey: KeyObject
  /** Keys whose seals nobody can check any more. */
  readonly lostKeys: ReadonlySet<string>
  /** By what seals are made. */
  readonly algorithms: AlgorithmSet
  /** The file of checkpoints that verifying holds against the store. */
  readonly checkpointFile: string | undefined
}

/** A job as it is handed to a thread. */
export interface JobTask {
  readonly name: string
  readonly caller: Caller
  readonly input: unknown
  /** The present, for the whole of the job. */
  readonly now: string
  readonly home: string
  /** To whom the thread says what it needs, and what it wants stored. */
  readonly port: MessagePort
}

/** What a thread asks while it works. */
export type JobRequest =
  | { readonly kind: 'home' }
  | {
      readonly kind: 'commit'
      readonly id: number
      readonly change: readonly Write[]
      readonly audit: Audited
    }

export type JobAnswer =
  | { readonly kind: 'home'; readonly home: JobHome }
  | { readonly kind: 'committed'; readonly id: number; readonly result: CommitResult }
  | { readonly kind: 'failed'; readonly id: number; readonly error: CrossedError }

/** What came of a job. */
export type JobOutcome =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly head: unknown }
  | { readonly ok: false; readonly error: CrossedError }
