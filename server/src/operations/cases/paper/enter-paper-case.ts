import { statePath } from '@jieli/engine'
import type { PaperCaseInput, PaperCasePreview } from '../../../contracts/paper-case.ts'
import type { CaseDocument } from '../../../documents/case-document.ts'
import type { RequestMark } from '../../../documents/request-mark.ts'
import { ServerError } from '../../../errors/server-error.ts'
import { type Caller, recordedActor } from '../../context/caller.ts'
import { markRequest } from '../../context/idempotency.ts'
import { makeOnce } from '../../context/make-once.ts'
import type { OperationContext } from '../../context/operation-context.ts'
import { presentDecision } from '../../decisions/present-decision.ts'
import { letGoOfWaiting, uploadsOfBegun } from '../attachments/attachments-of-beginning.ts'
import { stepInLog } from '../step-in-log.ts'
import { caseAtStep } from '../case-history.ts'
import { applyStep, createCase, type StepRecord } from '../case-step.ts'
import { eventsOfStep } from '../events-of-step.ts'
import { timerActor } from '../fire-timers-of.ts'
import { nextDue } from '../next-due.ts'
import { type PaperPlan, planPaperCase } from './plan-paper-case.ts'

/** The case a sheet would make. Nothing is stored. @throws as {@link planPaperCase} */
export async function previewPaperCase(
  context: OperationContext,
  caller: Caller,
  input: PaperCaseInput,
): Promise<PaperCasePreview> {
  const plan = await planPaperCase(context, caller, input)
  const { bundle, versionChoice, pathway, steps, replay, translations } = plan
  const { snapshot } = replay
  return {
    ruleset: bundle.ruleset.manifest.id,
    version: bundle.ruleset.manifest.version,
    ...(versionChoice && { versionChoice }),
    pathway: pathway.id,
    title: pathway.title,
    state: statePath(snapshot.value),
    status: snapshot.status,
    facts: snapshot.facts,
    timers: snapshot.timers,
    untimed: snapshot.untimed ?? [],
    duties: snapshot.duties ?? [],
    steps: replay.steps.map(({ entry, event, at, before, result }) => ({
      ...(entry !== undefined && { step: Number(entry) }),
      event,
      at,
      actor: steps.find(({ step }) => `${step}` === entry)?.actor ?? timerActor,
      from: before === undefined ? null : statePath(before.value),
      to: statePath(result.snapshot.value),
      decisions: result.decisions.map((decision) => presentDecision(bundle, decision)),
    })),
    told: replay.steps.flatMap(({ result }) => result.actions),
    ...(translations && { translations: [...translations] }),
  }
}

/**
 * Enters what stands on a sheet as a case, with every step at the time it happened: one atomic write holds the case and the
 * audit entry. The number of the sheet makes it happen once by one ruleset; the same sheet again gets the same case.
 * @throws ServerError PAPER_ENTERED, CASE_BUSY, and what planPaperCase throws
 */
export async function enterPaperCase(
  context: OperationContext,
  caller: Caller,
  input: PaperCaseInput,
): Promise<CaseDocument> {
  const actor = recordedActor(caller)
  const mark = await sheetMark(caller, input)
  const makes = {
    collection: 'cases' as const,
    // The case as it was entered: one commit wrote all of it.
    again: (made: CaseDocument) =>
      caseAtStep(
        made,
        made.history.findLastIndex(({ recordedAt }) => recordedAt === made.history[0]?.recordedAt) +
          1,
      ),
  }
  try {
    return await makeOnce(context, mark, makes, async (marked) => {
      const plan = await planPaperCase(marked, caller, input)
      const document = caseOfPlan(marked, plan, input.sheet, mark)
      const attachments = plan.steps.flatMap((step) => step.attachments)
      const committed = await marked.commit(
        [
          { kind: 'insert', collection: 'cases', document },
          ...eventsOfStep(document, 0),
          ...(await uploadsOfBegun(marked, caller, { case: document.id, attachments })),
        ],
        {
          action: 'case.enter',
          actor,
          target: document.id,
          county: document.county,
          ...stepInLog(document),
          ...(plan.codeMaps.length > 0 && { detail: { codeMaps: plan.codeMaps } }),
        },
      )
      if (!committed.committed) throw new ServerError('CASE_BUSY')
      await letGoOfWaiting(marked, caller, attachments)
      return document
    })
  } catch (error) {
    if (!(error instanceof ServerError) || error.code !== 'IDEMPOTENCY_KEY_REUSED') throw error
    throw await enteredBefore(context, input.sheet, mark)
  }
}

/** The case with a sealed step for each that was played. Pure, but for the seals. */
function caseOfPlan(
  context: OperationContext,
  { bundle, versionChoice, now, steps, replay }: PaperPlan,
  sheet: string,
  mark: RequestMark,
): CaseDocument {
  const maker = { bundle, sealer: context.sealer }
  let document: CaseDocument | undefined
  for (const { entry, event, at, result } of replay.steps) {
    const written = steps.find(({ step }) => `${step}` === entry)
    const record: StepRecord = {
      event,
      actor: written?.actor ?? timerActor,
      facts: written?.facts ?? {},
      ...(written?.reason !== undefined && { reason: written.reason }),
      at,
      recordedAt: now,
      ...(document === undefined && { request: mark }),
      ...(written && { paper: { sheet }, attachments: written.attachments }),
    }
    document =
      document === undefined
        ? createCase(context.newId(), maker, result, record)
        : applyStep(document, maker, result, record)
  }
  if (document === undefined) throw new TypeError('A case has no beginning.')
  const { snapshot } = replay
  // Written at once; and a timer that led nowhere since the last step is let go.
  return {
    ...document,
    ...(versionChoice && { versionChoice }),
    revision: 1,
    snapshot,
    nextTimerAt: nextDue(snapshot.timers),
  }
}

/** One sheet is one request, whoever enters it; what it says, and who entered it, make it the same. */
async function sheetMark(caller: Caller, input: PaperCaseInput): Promise<RequestMark> {
  const { kind, id } = caller
  const of = { kind: 'system' as const, id: `paper:${input.ruleset}`, title: '' }
  const mark = await markRequest(input.sheet, of, { ...input, by: `${kind}:${id}` })
  if (mark === undefined) throw new TypeError('A sheet has no number.')
  return mark
}

async function enteredBefore(
  { store }: OperationContext,
  sheet: string,
  mark: RequestMark,
): Promise<ServerError> {
  const [found] = await store.find('cases', {
    where: [{ field: 'createKey', operator: 'equal', value: mark.key }],
    limit: 1,
  })
  const [first] = found?.history ?? []
  return new ServerError('PAPER_ENTERED', {
    sheet,
    by: first?.actor.title ?? '',
    at: first?.recordedAt ?? '',
  })
}
