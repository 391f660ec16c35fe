import type {
  AssessmentInput,
  AssessmentResult,
  CaseRecord,
  RateGroup,
  TallySlice,
  Text,
  OrgUnit,
  Value,
} from '@jieli/engine'
import type { TableKind } from '../exchange/table-kinds.ts'
import type { TableProblem } from '../exchange/table-problem.ts'
import type { StoredDocument } from '../ports/store.ts'
import type { RecordedActor } from './recorded-actor.ts'
import type { RequestMark } from './request-mark.ts'
import type { MadeDocument } from './made-document.ts'
import type { RecordedChange } from './recorded-change.ts'

/** The units of a county's community. Its id is the ruleset's. */
export interface UnitsDocument extends StoredDocument {
  readonly units: readonly OrgUnit[]
  readonly savedAt: string
  readonly savedBy: string
  /** The latest changes, oldest first; directories saved by an earlier Jieli have none. */
  readonly changes?: readonly RecordedChange[]
}

/**
 * A table that was brought in, or refused. Its rows lie in chunks that were stored before it: until this document is
 * there nobody sees them, so that a table is taken whole or not at all.
 */
export interface TableImport extends MadeDocument {
  readonly ruleset: string
  readonly kind: TableKind
  /** For cases, whose they are. */
  readonly pathway: string | null
  readonly source: 'imported' | 'entered'
  /** The file's name, as its sender calls it. */
  readonly name: string
  readonly at: string
  readonly by: string
  /** Absent for tables of before this was kept. */
  readonly sender?: Pick<RecordedActor, 'kind' | 'id'>
  readonly status: 'accepted' | 'refused'
  readonly rows: number
  /** The chunks of each period (of figures) or month (of cases and events). */
  readonly chunks: readonly { readonly period: string; readonly id: string }[]
  /** The first problems of a refused table; `problemCount` counts them all. */
  readonly problems: readonly TableProblem[]
  readonly problemCount: number
  readonly notes: readonly TableProblem[]
}

/** What an accepted table is read by: without what was noted about it when it came. */
export type AcceptedTable = Pick<
  TableImport,
  'id' | 'revision' | 'ruleset' | 'kind' | 'pathway' | 'source' | 'at' | 'status' | 'chunks'
>

/** Rows as packed text. */
export interface TableChunk extends StoredDocument {
  readonly content: string
}

/** One figure as it was brought in. `null` takes an earlier one back. */
export interface FigureRow {
  readonly unit: string | null
  readonly fact: string
  readonly value: Value | null
  readonly completeness?: { readonly determined: number; readonly all: number }
}

/** A case as it was brought in; `removed` where it now lies in another month. */
export type CaseRow = CaseRecord | { readonly id: string; readonly removed: true }

export type RunStatus = 'provisional' | 'reviewed' | 'final' | 'superseded'

/** What a unit holds against a number, and what came of it. */
export interface Objection {
  readonly id: string
  readonly unit: string
  readonly indicator: string
  readonly reason: string
  readonly at: string
  readonly by: RecordedActor
  /** Of the request it came with, so that a repeat is known for one. */
  readonly request?: RequestMark
  readonly answer?: {
    readonly accepted: boolean
    readonly words: string
    readonly at: string
    readonly by: RecordedActor
  }
}

/** Something that was done with a run. */
export interface RunAction {
  readonly at: string
  readonly by: RecordedActor
  readonly action: 'start' | 'review' | 'finalise' | 'object' | 'answer' | 'correct'
  readonly reason?: string
}

/** An alert that a run raised. */
export interface RunAlert {
  readonly unit: string | null
  readonly alert: string
  readonly title: Text
}

/** The rates of the clinical pathways in a run, by each way they are told. */
export interface RunRates {
  readonly all: readonly RateGroup[]
  readonly byPathway: readonly RateGroup[]
  readonly byDepartment: readonly RateGroup[]
  readonly byUnit: readonly RateGroup[]
}

/** What a run was computed from and what it came to. Stored apart from the run, packed, and never changed. */
export interface RunContent {
  readonly input: AssessmentInput
  readonly result: AssessmentResult
  readonly rates: RunRates
  readonly slices: readonly TallySlice[]
}

/** One assessment of a period. Only its status, objections and history move on. */
export interface RunDocument extends MadeDocument {
  readonly ruleset: string
  readonly title: Text
  readonly version: string
  readonly bundle: string
  readonly period: string
  readonly scheme: string | null
  readonly status: RunStatus
  /** What had been recorded by this moment counts. */
  readonly knownAt: string
  /** True when the period had not ended at `knownAt`: such a run is never made final. */
  readonly open: boolean
  /** Of the figures and of every case that was counted. */
  readonly inputHash: string
  readonly resultHash: string
  /** The chunk with its {@link RunContent}. */
  readonly content: string
  /** By unit; the community's under the empty name. */
  readonly grades: Readonly<Record<string, string | null>>
  /** What was raised for a unit; for the community under no unit. */
  readonly alerts: readonly RunAlert[]
  /** Chunks of the cases that were counted. */
  readonly cases: readonly string[]
  readonly caseCount: number
  /** Cases that name no day, by pathway. */
  readonly undated: Readonly<Record<string, number>>
  readonly objections: readonly Objection[]
  readonly history: readonly RunAction[]
  /** The run this one corrects. */
  readonly corrects: string | null
  readonly correctedBy: string | null
}
