import { ServerError } from '../../errors/server-error.ts'
import { assessedRuleset } from '../assessment/assessed-ruleset.ts'
import { everythingKnownAt } from '../assessment/known-tables.ts'
import { storeChunk, storeChunks } from '../assessment/row-chunks.ts'
import { readPeriod } from '../assessment/start-run.ts'
import { knownUnits } from '../context/known-units.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { computeSettlement } from './compute-settlement.ts'
import { findSettlements } from './find-settlements.ts'
import { gatherSettlement } from './gather-settlement.ts'
import type { SettlementContent, SettlementDocument } from '../../documents/settlement-documents.ts'

/** What is to be settled. */
export interface SettlementRequest {
  readonly ruleset: string
  readonly period: string
  /** Whose scores the units have, where several schemes score them. */
  readonly scheme?: string | undefined
  /** Why a final settlement is replaced. */
  readonly reason?: string | undefined
}

/**
 * Computes the money of a period by what is known now, and keeps everything it rests on. An earlier settlement of the
 * period stays as it was, marked as replaced.
 * @throws ServerError PERIOD_UNKNOWN, UNITS_MISSING, SCHEME_UNKNOWN, SCHEME_NEEDED, REPLACE_REASON, CHANGE_RACED,
 *   RULESET_UNKNOWN, SCOPE_MISSING
 */
export async function startSettlement(
  context: OperationContext,
  caller: Caller,
  request: SettlementRequest,
): Promise<SettlementDocument> {
  const { ruleset, scheme, reason } = request
  const period = readPeriod(request.period)
  const { publication, bundle } = await assessedRuleset(context, caller, {
    ruleset,
    permission: 'assessment.write',
    day: period.end,
  })
  if ((await knownUnits(context, ruleset)).units.length === 0)
    throw new ServerError('UNITS_MISSING', { ruleset })
  const before = (await findSettlements(context, ruleset, period.text)).find(
    ({ status }) => status !== 'superseded',
  )
  if (before?.status === 'final' && reason === undefined)
    throw new ServerError('REPLACE_REASON', { period: period.text })
  const knownAt = await everythingKnownAt(context, ruleset)
  const gathered = await gatherSettlement(context, { ruleset, bundle, period, scheme, knownAt })
  const { input, runs, assessmentFinal, scores } = gathered
  const computed = computeSettlement(bundle, input)
  const { content, postings, open } = computed
  const entry = { at: context.clock.now(), by: recordedActor(caller) }
  const why = reason === undefined ? {} : { reason }
  const collection = 'settlementChunks'
  const document: SettlementDocument = {
    id: context.newId(),
    revision: 1,
    ruleset,
    title: publication.manifest.title,
    version: publication.version,
    bundle: bundle.hash,
    period: period.text,
    status: 'provisional',
    knownAt,
    runs,
    assessmentFinal,
    scores,
    inputHash: computed.inputHash,
    resultHash: computed.resultHash,
    reconciles: content.result.reconciles,
    sound: computed.sound,
    content: await storeChunk(context, collection, [content satisfies SettlementContent]),
    events: await storeChunks(context, collection, input.events),
    earlier: await storeChunks(context, collection, input.earlier ?? []),
    postings: await storeChunks(context, collection, postings),
    open: await storeChunks(context, collection, open),
    history: [{ ...entry, action: 'compute', ...why }],
    replaces: before?.id ?? null,
    replacedBy: null,
  }
  const superseded: SettlementDocument | undefined = before && {
    ...before,
    revision: before.revision + 1,
    status: 'superseded',
    replacedBy: document.id,
    history: [...before.history, { ...entry, action: 'replace', ...why }],
  }
  const { committed } = await context.commit(
    [
      ...(superseded === undefined
        ? []
        : [
            {
              kind: 'replace',
              collection: 'settlements',
              document: superseded,
              expectedRevision: superseded.revision - 1,
            } as const,
          ]),
      { kind: 'insert', collection: 'settlements', document },
    ],
    {
      action: before === undefined ? 'settlement.compute' : 'settlement.replace',
      actor: recordedActor(caller),
      target: document.id,
      county: publication.manifest.county,
      detail: {
        ruleset,
        period: period.text,
        inputHash: document.inputHash,
        resultHash: document.resultHash,
      },
    },
  )
  if (!committed) throw new ServerError('CHANGE_RACED')
  return document
}
