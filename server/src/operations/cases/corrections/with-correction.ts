import {
  type Bundle,
  type Calendar,
  type Replay,
  replayCase,
  type ReplayedMigration,
  type ReplayedStep,
  type ReplayInput,
  statePath,
} from '@jieli/engine'
import { canonicalText } from '../../../audit/canonical-text.ts'
import type {
  CorrectedStep,
  CorrectedStepDetail,
  CorrectionChange,
  CorrectionDetail,
} from '../../../documents/case-correction.ts'
import type { CaseDocument, NamedAttachment } from '../../../documents/case-document.ts'
import type { RecordedActor } from '../../../documents/recorded-actor.ts'
import type { RequestMark } from '../../../documents/request-mark.ts'
import type { ReadFacts } from '../../code-maps/read-editions.ts'
import { presentDecision } from '../../decisions/present-decision.ts'
import { assertReplayedCodesRead } from '../assert-codes-read.ts'
import { attachmentFields } from '../attachments/attachments-of-step.ts'
import { effectId, outboxOf } from '../case-check.ts'
import { changedFacts, freed, searchFields, withoutDuties } from '../case-history.ts'
import { sealStep, type UnsealedEntry } from '../case-seal.ts'
import { maxHistory, type StepMaker } from '../case-step.ts'
import { timerActor } from '../fire-timers-of.ts'
import { correctionEvent } from '../right-moments.ts'
import { actorOf, type EffectiveEvent, startEntry } from './effective-events.ts'
import { matchEffects } from './match-effects.ts'
import { noteLate } from './note-late.ts'
import { recordedStep, type StandingStep, standingSteps, stepKeys } from './standing-steps.ts'
import { restingFields, standingOf } from '../resting-fields.ts'

/** What is to be made of a case, and by whom. */
export interface PlannedCorrection {
  readonly changes: readonly CorrectionChange[]
  readonly details: CorrectionDetail['changes']
  /** The events of the case with the changes. */
  readonly events: readonly EffectiveEvent[]
  readonly actor: RecordedActor
  readonly reason: string
  readonly now: string
  readonly calendars: readonly Calendar[]
  /** Where the case was moved to other versions: the one it began on, and the moves. */
  readonly moved?: { readonly first: Bundle; readonly migrations: readonly ReplayedMigration[] }
  readonly request?: RequestMark
  /** Documents that are filed with late events. */
  readonly attachments?: readonly NamedAttachment[]
  /** What the codes of the events that were given were read as, by the names of the events. */
  readonly reads: ReadonlyMap<string, Omit<ReadFacts, 'facts'>>
}

/**
 * Plays a case again with the events of a plan. Pure.
 * @throws ServerError CODE_UNREAD
 */
export function replayPlanned(
  { bundle }: StepMaker,
  document: CaseDocument,
  plan: PlannedCorrection,
): Replay {
  const first = plan.moved?.first ?? bundle
  const input = replayOf(document, plan)
  assertReplayedCodesRead(first, input, plan.reads)
  return replayCase(first, input)
}

function replayOf(
  document: CaseDocument,
  { events, now, calendars, moved }: PlannedCorrection,
): ReplayInput {
  const start = events.find(({ entry }) => entry === startEntry)
  const { successors } = document.snapshot
  if (start === undefined) throw new TypeError('A case has no beginning.')
  return {
    migrations: moved?.migrations ?? [],
    pathway: document.pathway,
    start: { entry: start.entry, event: start.type, facts: start.facts, at: start.at },
    events: events
      .filter((event) => event !== start)
      .map(({ entry, type, facts, reason, at, ...event }) => ({
        entry,
        type,
        facts,
        at,
        actor: actorOf(event),
        ...(reason !== undefined && { reason }),
      })),
    ...(successors && { successors }),
    until: now,
    most: maxHistory,
    calendars,
  }
}

/** The case as its corrected events make it, with one sealed step more that says so. */
export function withCorrection(
  document: CaseDocument,
  maker: StepMaker,
  plan: PlannedCorrection,
  replay: Extract<Replay, { held: true }>,
): CaseDocument {
  const { bundle, sealer } = maker
  const { id, history } = document
  const { changes, details, actor, reason, now, request, attachments } = plan
  const seq = history.length + 1
  const standing = standingSteps(document)
  const keyed = stepKeys()
  const keys = replay.steps.map(({ entry, event }) => keyed(entry, event))
  const effects = matchEffects(
    new Map(standing.map((step) => [step.key, step.effects])),
    replay.steps.map(({ result }, index) => ({
      key: keys[index] ?? '',
      actions: result.actions,
    })),
    (index) => effectId(id, seq, index),
  )
  const steps = replay.steps.map((step, index) =>
    correctedStep(document, plan, {
      step,
      standing: standing.find(({ key }) => key === keys[index]),
      effects: effects.ids[index] ?? [],
    }),
  )
  const snapshot = { ...replay.snapshot, steps: seq }
  const entry: UnsealedEntry = {
    seq,
    at: now,
    recordedAt: now,
    actor,
    event: correctionEvent,
    reason,
    facts: {},
    changes: changedFacts(document.snapshot.facts, snapshot.facts),
    from: document.state,
    ...standingOf(snapshot),
    transitions: [],
    decisions: [],
    actions: effects.actions,
    previous: history.at(-1)?.hash ?? null,
    ...(request && { request }),
    ...attachmentFields(attachments),
    correction: { changes, steps: steps.map(({ core }) => core) },
    corrected: {
      changes: details,
      steps: steps.map(({ detail }) => detail),
      voided: effects.voided,
    },
  }
  return {
    ...withoutDuties(freed(document)),
    revision: document.revision + 1,
    ...searchFields(snapshot),
    ...restingFields(bundle, snapshot, [...history, sealStep(id, entry, snapshot.facts, sealer)]),
    outbox: [...document.outbox, ...outboxOf(id, entry)],
  }
}

/** A step that was played again, beside how it stood and how it was recorded. */
function correctedStep(
  document: CaseDocument,
  { events, now }: PlannedCorrection,
  of: {
    readonly step: ReplayedStep
    readonly standing: StandingStep | undefined
    readonly effects: readonly string[]
  },
): { readonly core: CorrectedStep; readonly detail: CorrectedStepDetail } {
  const { step, standing, effects } = of
  const { entry, event, at, bundle, before, result } = step
  const { snapshot, transitions } = result
  const source = events.find((each) => each.entry === entry)
  const decided = result.decisions.map((decision) => presentDecision(bundle, decision))
  const recorded = recordedStep(document.history, entry)
  const to = statePath(snapshot.value)
  const same =
    recorded !== undefined &&
    recorded.to === to &&
    canonicalText([recorded.transitions, recorded.decisions]) ===
      canonicalText([transitions, decided])
  const kind = kindOf(source, same)
  const decisions =
    kind === 'kept' ? undefined : decided.map((one) => noteLate(one, { kind, at, now }))
  const unmoved =
    standing !== undefined &&
    standing.to === to &&
    canonicalText(standing.transitions) === canonicalText(transitions)
  return {
    core: {
      kind,
      ...(entry !== undefined && { entry }),
      event,
      at,
      recordedAt: recordedAtOf(kind, { source, standing: unmoved ? standing : undefined, now }),
      actor: source?.actor ?? timerActor,
      from: before === undefined ? null : statePath(before.value),
      to,
    },
    detail: {
      ...(source?.reason !== undefined && { reason: source.reason }),
      facts: source?.facts ?? {},
      changes: changedFacts(before?.facts ?? {}, snapshot.facts),
      transitions,
      ...(decisions && decisions.length > 0 && { decisions }),
      effects,
    },
  }
}

function kindOf(source: EffectiveEvent | undefined, same: boolean): CorrectedStep['kind'] {
  if (source === undefined) return 'timer'
  if (source.kind !== 'recorded') return source.kind
  return same ? 'kept' : 'again'
}

/** When a step was written down as it is now. */
function recordedAtOf(
  kind: CorrectedStep['kind'],
  of: {
    readonly source: EffectiveEvent | undefined
    readonly standing: StandingStep | undefined
    readonly now: string
  },
): string {
  const { source, standing, now } = of
  if (kind === 'again' || kind === 'timer') return standing?.recordedAt ?? now
  return source?.recordedAt ?? now
}
