import {
  type Bundle,
  type CaseEvent,
  type CaseSnapshot,
  type Facts,
  type Pathway,
  type Replay,
  replayCase,
  type ReplayInput,
} from '@jieli/engine'
import type { NamedAttachment } from '../../../documents/case-document.ts'
import type { PaperCaseInput } from '../../../contracts/paper-case.ts'
import type { RecordedActor } from '../../../documents/recorded-actor.ts'
import { ServerError } from '../../../errors/server-error.ts'
import { dayAt, storedTime } from '../../../ports/time.ts'
import {
  assertMayStart,
  assertRulesetScope,
  type Caller,
  engineActor,
  recordedActor,
} from '../../context/caller.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import type { CodeTranslation } from '../../../contracts/code-edition.ts'
import {
  codeMapsOf,
  readSentFacts,
  type ReadFacts,
  type SentFacts,
} from '../../code-maps/read-editions.ts'
import { nameFacts, presentDecision } from '../../decisions/present-decision.ts'
import { inForceOn } from '../../library/bundle-in-force.ts'
import { assertRunsHere } from '../../library/made-here.ts'
import { type ChosenVersion, versionFor } from '../../library/version-for.ts'
import { attachmentsOfBeginning } from '../attachments/attachments-of-beginning.ts'
import { assertReplayedCodesRead } from '../assert-codes-read.ts'
import { searchFields } from '../case-history.ts'
import { maxHistory, startEvent } from '../case-step.ts'
import { fillOffices } from '../fill-offices.ts'
import { withSuccessors } from '../handover/with-successors.ts'
import { beginner, pathwayOf, startingUnit } from '../start-case.ts'

/** A step as it stands on a sheet: its place there, 0 for the beginning, and whose it is. */
export interface PaperStep {
  readonly step: number
  readonly event: string
  readonly facts: Facts
  readonly reason?: string
  readonly at: string
  readonly actor: RecordedActor
  readonly attachments: readonly NamedAttachment[]
}

/** A sheet as it was read, and the case it makes. */
export interface PaperPlan {
  readonly bundle: Bundle
  readonly versionChoice: ChosenVersion['versionChoice']
  readonly pathway: Pathway
  readonly now: string
  readonly steps: readonly PaperStep[]
  readonly replay: Extract<Replay, { held: true }>
  /** What codes of other editions were read as; absent where none were sent. */
  readonly translations?: readonly CodeTranslation[]
  /** The maps that codes were read by. */
  readonly codeMaps: readonly string[]
}

/**
 * Plays what stands on a sheet by the version that was in force on the day it began, for the unit that began it.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, RULESET_ELSEWHERE, SCOPE_MISSING, PATHWAY_UNKNOWN, FACTS_INVALID,
 * PROCEDURE_FACTS, OFFICE_UNFILLED, OFFICE_TWICE, UNIT_SCOPE_MISSING, PAPER_MOMENT, PAPER_REFUSED, CODE_UNREAD, ATTACHMENT_NOT_UPLOADED, CASE_TOO_LONG
 */
export async function planPaperCase(
  context: OperationContext,
  caller: Caller,
  input: PaperCaseInput,
): Promise<PaperPlan> {
  const now = context.clock.now()
  const begun = storedTime(input.occurredAt)
  const moments = [begun, ...input.events.map(({ occurredAt }) => storedTime(occurredAt))]
  const { bundle, versionChoice } = await versionAt(context, caller, input, begun)
  const pathway = pathwayOf(bundle, input.pathway)
  const { county = '' } = bundle.ruleset.manifest
  const reads = new Map<string, ReadFacts>()
  const read = async (step: number, sent: SentFacts, path: string): Promise<Facts> => {
    const given = await readSentFacts(context, { ruleset: bundle.ruleset, county }, sent, path)
    const translations = given.translations?.map((each) => ({ ...each, path: `${path}/facts` }))
    reads.set(`${step}`, { ...given, ...(translations && { translations }) })
    return given.facts
  }
  const given = await read(0, input, '')
  const facts = await fillOffices(context, bundle.ruleset, pathway, given)
  assertMayStart(
    caller,
    input.ruleset,
    { county, ...searchFields({ facts }), ...beginner(pathway, facts) },
    'cases.correct',
  )
  assertMoments(moments, now)

  const by = recordedActor(caller)
  const filing = async (asked: readonly string[] | undefined) =>
    await attachmentsOfBeginning(context, caller, asked)
  const attachments = await filing(input.attachments)
  const steps: PaperStep[] = [
    { step: 0, event: startEvent, facts, at: begun, actor: by, attachments },
  ]
  const events: (CaseEvent & { readonly entry: string })[] = []
  // Who a party is follows from what the case says first: nobody becomes one by a later step.
  let known = facts
  for (const [index, event] of input.events.entries()) {
    const { type, reason, attachments: own } = event
    const brought = await read(index + 1, event, `/events/${index}`)
    const found = { pathway: pathway.id, county, snapshot: { facts: known } }
    const permission = 'cases.correct'
    const actor = engineActor(caller, bundle, found, { type, facts: brought, permission })
    known = { ...brought, ...known }
    const at = moments[index + 1] ?? begun
    const why = reason === undefined ? {} : { reason }
    const unit = actor.unit === undefined ? {} : { unit: actor.unit }
    steps.push({
      step: index + 1,
      event: type,
      facts: brought,
      ...why,
      at,
      actor: { ...by, ...unit },
      attachments: await filing(own),
    })
    events.push({ entry: `${index + 1}`, type, facts: brought, ...why, at, actor })
  }
  const named: Pick<CaseSnapshot, 'pathway' | 'facts' | 'successors'> = {
    pathway: pathway.id,
    facts: known,
  }
  const { successors } = await withSuccessors(context, bundle, named)
  const played: ReplayInput = {
    pathway: pathway.id,
    ...(successors && { successors }),
    start: { entry: '0', event: startEvent, facts, at: begun },
    events,
    until: now,
    most: maxHistory,
  }
  assertReplayedCodesRead(bundle, played, reads)
  const replay = replayCase(bundle, played)
  if (!replay.held) throw refused(bundle, pathway, steps, replay)
  return { bundle, versionChoice, pathway, now, steps, replay, ...readOf([...reads.values()]) }
}

/** The version in force on the day of a moment, in the ruleset's own zone. */
async function versionAt(
  context: OperationContext,
  caller: Caller,
  input: PaperCaseInput,
  moment: string,
): Promise<ChosenVersion> {
  const day = dayAt(moment)
  const first = await inForceOn(context, caller, input.ruleset, day)
  const local = dayAt(moment, first.forAll.manifest.calendar?.utcOffset)
  const chosen = await versionFor(
    context,
    local === day ? first : await inForceOn(context, caller, input.ruleset, local),
    startingUnit(caller, input, 'cases.correct'),
  )
  assertRunsHere(chosen.publication)
  assertRulesetScope(caller, 'cases.correct', chosen.bundle.ruleset.manifest)
  return chosen
}

/** What was read of all codes of a sheet. Pure. */
function readOf(reads: readonly ReadFacts[]): Pick<PaperPlan, 'translations' | 'codeMaps'> {
  const told = reads.flatMap(({ translations }) =>
    translations === undefined ? [] : [translations],
  )
  return {
    ...(told.length > 0 && { translations: told.flat() }),
    codeMaps: codeMapsOf(reads),
  }
}

/** @throws ServerError PAPER_MOMENT for what lies in the future, or before the case began */
function assertMoments(moments: readonly string[], until: string): void {
  const [from = until] = moments
  const wrong = moments.findIndex(
    (at) => Date.parse(at) > Date.parse(until) || Date.parse(at) < Date.parse(from),
  )
  if (wrong < 0) return
  throw new ServerError(
    'PAPER_MOMENT',
    { step: wrong, at: moments[wrong] ?? '', from, until },
    { extra: { step: wrong } },
  )
}

function refused(
  bundle: Bundle,
  pathway: Pathway,
  steps: readonly PaperStep[],
  { entry, result }: Extract<Replay, { held: false }>,
): ServerError {
  const step = steps.find((each) => `${each.step}` === entry)
  if (step === undefined || result === undefined)
    return new ServerError('CASE_TOO_LONG', { limit: maxHistory })
  const title =
    step.step === 0
      ? { zh: '建立个案', en: 'start of the case' }
      : (pathway.events.find(({ id }) => id === step.event)?.title ?? step.event)
  return new ServerError(
    'PAPER_REFUSED',
    { step: step.step, event: title, at: step.at, detail: result.issue.message },
    {
      issues: [result.issue],
      extra: {
        step: step.step,
        needs: nameFacts(bundle.ruleset, result.needs),
        decisions: result.decisions.map((decision) => presentDecision(bundle, decision)),
      },
    },
  )
}
