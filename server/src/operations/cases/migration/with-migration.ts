import { type Migration, statePath } from '@jieli/engine'
import type { CaseDocument, CaseMigration } from '../../../documents/case-document.ts'
import type { RecordedActor } from '../../../documents/recorded-actor.ts'
import { laterOf } from '../../../ports/time.ts'
import { freed, withoutDuties } from '../case-history.ts'
import { sealStep, type UnsealedEntry } from '../case-seal.ts'
import type { StepMaker } from '../case-step.ts'
import { dutyFields } from '../duty-fields.ts'
import { nextDue } from '../next-due.ts'
import { procedureFields } from '../procedure-fields.ts'
import { migrationEvent } from '../right-moments.ts'

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
  const to = statePath(snapshot.value)
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
    to,
    value: snapshot.value,
    status: snapshot.status,
    timers: snapshot.timers,
    ...(snapshot.untimed !== undefined && { untimed: snapshot.untimed }),
    ...(snapshot.duties !== undefined && { duties: snapshot.duties }),
    ...(dutyChanges.length > 0 && { dutyChanges }),
    transitions: [],
    decisions: [],
    actions: [],
    previous: document.history.at(-1)?.hash ?? null,
    migration,
  }
  return {
    ...withoutDuties(freed(document)),
    revision: document.revision + 1,
    version: migration.to.version,
    bundle: migration.to.bundle,
    state: to,
    status: snapshot.status,
    updatedAt: now,
    nextTimerAt: nextDue(snapshot.timers),
    ...dutyFields(bundle, snapshot),
    ...procedureFields(bundle, snapshot, now),
    steps: seq,
    snapshot,
    history: [...document.history, sealStep(document.id, entry, snapshot.facts, sealer)],
  }
}
