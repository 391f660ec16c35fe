import type { CaseSnapshot } from '@jieli/engine'
import type { CaseDocument } from '../../documents/case-document.ts'
import type { RecordedActor } from '../../documents/recorded-actor.ts'
import { freed, withoutDuties } from './case-history.ts'
import { sealStep, type UnsealedEntry } from './case-seal.ts'
import type { StepMaker } from './case-step.ts'
import { dutyFields } from './duty-fields.ts'
import { nextDue } from './next-due.ts'
import { standingOf } from './resting-fields.ts'

/** What is put down beside the steps of a case itself: who did it, when, as what, and what it says of its own. */
interface OwnStep extends Pick<
  UnsealedEntry,
  'at' | 'event' | 'reason' | 'clock' | 'calendar' | 'handover'
> {
  readonly actor: RecordedActor
  readonly now: string
}

/** A case with its times counted anew, or in other hands, and a sealed step that says why and moves it nowhere. Pure. */
export function withOwnStep(
  document: CaseDocument,
  { bundle, sealer }: StepMaker,
  snapshot: CaseSnapshot,
  { now, ...said }: OwnStep,
): CaseDocument {
  const seq = document.history.length + 1
  const entry: UnsealedEntry = {
    ...said,
    seq,
    recordedAt: now,
    facts: {},
    changes: {},
    from: document.state,
    ...standingOf(snapshot),
    transitions: [],
    decisions: [],
    actions: [],
    previous: document.history.at(-1)?.hash ?? null,
  }
  return {
    ...withoutDuties(freed(document)),
    revision: document.revision + 1,
    updatedAt: now,
    nextTimerAt: nextDue(snapshot.timers),
    ...dutyFields(bundle, snapshot),
    steps: seq,
    snapshot: { ...snapshot, steps: seq },
    history: [...document.history, sealStep(document.id, entry, snapshot.facts, sealer)],
  }
}
