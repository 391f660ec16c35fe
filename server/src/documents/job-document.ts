import type { Json, Text } from '@jieli/engine'
import type { JobKindName, JobResult } from '../contracts/job.ts'
import type { ShownProblem } from '../contracts/common.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { MadeDocument } from './made-document.ts'
import type { RecordedActor } from './recorded-actor.ts'

/** Long work that somebody started: any server that shares the store does it, and goes on with it after another died. */
export interface JobDocument extends MadeDocument, JobMarks {
  readonly kind: JobKindName
  readonly ruleset: string
  readonly county: string
  /** The ruleset's title. */
  readonly title: Text
  /** The period, the name of the file, the version. */
  readonly about: string
  readonly input: Json
  /** What was sent along, where it is a file. */
  readonly file?: JobFileName
  readonly by: RecordedActor
  /** The same in one word, to be found by. */
  readonly owner: string
  readonly createdAt: string
  /** Set while it is not ended: by it those that are to be done are found. */
  readonly openSince?: string
  readonly status: 'open' | 'done' | 'failed' | 'cancelled'
  readonly cancel?: { readonly at: string; readonly by: RecordedActor }
  readonly endedAt?: string
  readonly result?: JobResult
  readonly problem?: ShownProblem
}

/** How far a job is, and who does it: the servers' own marks. */
export interface JobMarks {
  /** Which server works on it. It counts its beats: one that stands still for long has died. */
  readonly lease: { readonly holder: string; readonly beat: number } | null
  readonly startedAt: string | null
  readonly progress: JobProgress | null
  /** How often it was begun since it last got on. */
  readonly tries: number
  /** Not taken up again before. */
  readonly retryAt: string | null
}

/** How far the work is, and where it goes on. */
export interface JobProgress {
  readonly done: number
  readonly total: number | null
  /** What the next step needs to know of those before. */
  readonly at: Json
}

/** The pieces of a file, and the hash of the whole. */
export interface JobFileName {
  readonly pieces: readonly string[]
  readonly hash: string
}

/** A piece of a file that a job works on, in Base64; removed when the job has ended. The server's own mark. */
export interface JobFilePiece extends StoredDocument {
  readonly content: string
  /** When it is removed in any case. */
  readonly expiresAt: string
}
