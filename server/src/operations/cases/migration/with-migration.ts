import { type Migration } from '@jieli/engine'
import type { CaseDocument, CaseMigration } from '../../../documents/case-document.ts'
import type { RecordedActor } from '../../../documents/recorded-actor.ts'
import { laterOf } from '../../../ports/time.ts'
import { freed, withoutDuties } from '../case-history.ts'
import { sealStep, type UnsealedEntry } from '../case-seal.ts'
import type { StepMaker } from '../case-step.ts'
import { migrationEvent } from '../right-moments.ts'
import { restingFields, standingOf } from '../resting-fields.ts'

/** Where a case goes, by whom, and why. */
export interface MovedCase {
  readonly snapshot: Extract<Migration, { kind: 'moves' }>['snapshot']
  readonly dutyChanges: Extract<Migration, { kind: 'moves' }>['dutyChanges']
  readonly migration: CaseMigration
  readonly actor: RecordedActor
  readonly reason: string
  readonly now: string
}

/** The case on its other version, with one sealed step more that says so. Pure. */
export function withMigration(
  document: CaseDocument,
  { bundle, sealer }: StepMaker,
  { snapshot: moved, dutyChanges, migration, actor, reason, now }: MovedCase,
): CaseDocument {
  const seq = document.history.length + 1
  const snapshot = { ...moved, steps: seq }
  const entry: UnsealedEntry = {
    seq,
    at: laterOf(now, document.snapshot.at),
    recordedAt: now,
    actor,
    event: migrationEvent,
    reason,
    facts: {},
    changes: {},
    from: document.state,
    ...standingOf(snapshot),
    ...(dutyChanges.length > 0 && { dutyChanges }),
    transitions: [],
    decisions: [],
    actions: [],
    previous: document.history.at(-1)?.hash ?? null,
    migration,
  }
  const history = [...document.history, sealStep(document.id, entry, snapshot.facts, sealer)]
  return {
    ...withoutDuties(freed(document)),
    revision: document.revision + 1,
    version: migration.to.version,
    bundle: migration.to.bundle,
    ...restingFields(bundle, snapshot, history),
  }
}
