import type { CaseDocument, CaseMigration, HistoryEntry } from '../../../documents/case-document.ts'

/** A move of a case that holds. */
export interface StandingMigration extends CaseMigration {
  readonly at: string
}

/** The moves of a case that were not undone, in their order. Pure. */
export function standingMigrations(
  history: readonly Pick<HistoryEntry, 'seq' | 'at' | 'migration'>[],
): readonly StandingMigration[] {
  const undone = new Set(history.flatMap(({ migration }) => migration?.undoes ?? []))
  return history.flatMap(({ seq, at, migration }) =>
    migration === undefined || migration.undoes !== undefined || undone.has(seq)
      ? []
      : [{ ...migration, at }],
  )
}

/** The version a case ran on after a step. A store that gives parts of a history may give null for what is not there. Pure. */
export function versionAtStep(
  {
    history,
    version,
    bundle,
  }: Pick<CaseDocument, 'version' | 'bundle'> & {
    readonly history: readonly Pick<HistoryEntry, 'seq' | 'migration'>[]
  },
  seq: number,
): Pick<CaseDocument, 'version' | 'bundle'> {
  const next = history.find((entry) => entry.seq > seq && entry.migration != null)
  return next?.migration?.from ?? { version, bundle }
}
