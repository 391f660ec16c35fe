import {
  citationTexts,
  type Json,
  type LedgerEvent,
  type OpenItem,
  type Period,
  periodOf,
  type Posting,
  type Text,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { assessedVersion } from '../assessment/assessed-ruleset.ts'
import { byPeriod } from '../assessment/by-period.ts'
import { lateTables } from '../assessment/late-arrivals.ts'
import { readChunks } from '../assessment/row-chunks.ts'
import { assertUnit, isInScope } from '../assessment/unit-scope.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import { type ListPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { meetsRevision, type RevisionCondition, staleError } from '../context/revision-condition.ts'
import { computeSettlement } from './compute-settlement.ts'
import { settlementOf, wholeSettlementOf } from './find-settlements.ts'
import { finalRuns } from './gather-settlement.ts'
import { eventsTold } from './money-events.ts'
import type {
  SettlementContent,
  SettlementDeed,
  SettlementDocument,
} from '../../documents/settlement-documents.ts'
import type { ShownProblem } from '../../contracts/common.ts'

/** What has changed since a settlement was computed: its numbers no longer follow from what is known. */
export interface Outdated {
  readonly runs: boolean
  readonly tables: number
  readonly events: number
}

/** A settlement with what is no longer true of it. */
export interface StandingSettlement {
  readonly settlement: SettlementDocument
  readonly outdated: Outdated | null
  /** Why it cannot be said whether anything has changed. */
  readonly problem?: ShownProblem
}

/** A settlement with what it holds. */
export type ReadSettlement = StandingSettlement & { readonly content: SettlementContent }

/** The settlements of a ruleset, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function listSettlements(
  context: OperationContext,
  caller: Caller,
  asked: PageAsked & { readonly ruleset: string; readonly period?: string | undefined },
): Promise<ListPage<StandingSettlement>> {
  const { ruleset, period } = asked
  await assessedVersion(context, caller, { ruleset, permission: 'assessment.read' })
  const query = byPeriod(ruleset, period)
  const page = await readPage<SettlementDocument>(context.store, 'settlements', query, asked)
  const items: StandingSettlement[] = []
  for (const settlement of page.items) items.push(await standingOf(context, settlement))
  return { ...page, items }
}

/** @throws ServerError SETTLEMENT_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING */
export async function readSettlement(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<ReadSettlement> {
  const settlement = await wholeSettlementOf(context, caller, id)
  const content = await contentOf(context, settlement)
  return { ...(await standingOf(context, settlement)), content }
}

/** A settlement is shown as it was stored, whatever its version has come to since. */
async function standingOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<StandingSettlement> {
  const found = await unlessDamaged(() => outdatedBy(context, settlement))
  return 'damaged' in found
    ? { settlement, outdated: null, problem: shownProblem(found.damaged) }
    : { settlement, outdated: found.value }
}

/**
 * What a settlement gives to and takes from single units, each with its lines: all of them, or the caller's.
 * @throws ServerError SETTLEMENT_UNKNOWN, SCOPE_MISSING
 */
export async function readStatements(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<StandingSettlement & { readonly items: SettlementContent['result']['statements'] }> {
  const { settlement, units } = await settlementOf(context, caller, {
    settlement: id,
    permission: 'assessment.read',
  })
  const { result } = await contentOf(context, settlement)
  return {
    ...(await standingOf(context, settlement)),
    items: result.statements.filter(({ unit }) => isInScope(units, unit)),
  }
}

async function contentOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<SettlementContent> {
  const [content] = await readChunks<SettlementContent>(context, 'settlementChunks', [
    settlement.content,
  ])
  if (content === undefined) throw new Error(`The settlement ${settlement.id} has no content.`)
  // What was computed by rules of an earlier format cites as those did.
  return citationTexts(content as unknown as Json) as unknown as SettlementContent
}

/** What has changed since; nothing for one that was replaced, which is not looked at for what holds now. */
export async function outdatedBy(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<Outdated | null> {
  const period = periodOf(settlement.period)
  if (settlement.status === 'superseded' || period === undefined) return null
  const { ruleset, knownAt } = settlement
  const finals = (await finalRuns(context, ruleset, period)).map(({ id }) => id).toSorted()
  const late = await lateTables(context, {
    ruleset,
    period,
    knownAt,
    kinds: ['values', 'cases', 'events'],
  })
  const outdated = {
    runs: finals.join(' ') !== settlement.runs.join(' '),
    tables: late.length,
    events: await lateEvents(context, settlement, period),
  }
  return outdated.runs || outdated.tables > 0 || outdated.events > 0 ? outdated : null
}

/** Events of the period that cases run here have told of since. */
async function lateEvents(
  context: OperationContext,
  { ruleset, version, bundle: hash, knownAt }: SettlementDocument,
  period: Period,
): Promise<number> {
  const bundle = await context.bundles.bundleOfCase({ ruleset, version, bundle: hash })
  const now = context.clock.now()
  return (await eventsTold(context, { ruleset, bundle, period, after: knownAt, knownAt: now }))
    .length
}

/**
 * The postings of a settlement, page by page; of a unit, a rule or an event where these are named.
 * @throws ServerError SETTLEMENT_UNKNOWN, UNIT_OUTSIDE, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function readLedger(
  context: OperationContext,
  caller: Caller,
  asked: {
    readonly settlement: string
    readonly unit?: string | undefined
    readonly rule?: string | undefined
    readonly event?: string | undefined
    readonly offset: number
    readonly limit: number
  },
): Promise<{ readonly items: readonly Posting[]; readonly total: number }> {
  const { unit, rule, event, offset, limit } = asked
  const permission = 'assessment.read'
  const { settlement, county } = await settlementOf(context, caller, {
    settlement: asked.settlement,
    permission,
  })
  assertUnit(caller, unit, { permission, county, target: settlement.id })
  const postings = await readChunks<Posting>(context, 'settlementChunks', settlement.postings)
  const accounts = unit === undefined ? [] : [`charges:${unit}`, `income:${unit}`]
  const found = postings.filter(
    (posting) =>
      (unit === undefined ||
        accounts.includes(posting.debit) ||
        accounts.includes(posting.credit)) &&
      (rule === undefined || posting.rule === rule) &&
      (event === undefined || posting.event === event),
  )
  return { items: found.slice(offset, offset + limit), total: found.length }
}

/** The events that a rule listens to and that are not posted. @throws ServerError SETTLEMENT_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING */
export async function readOpenItems(
  context: OperationContext,
  caller: Caller,
  asked: { readonly settlement: string; readonly offset: number; readonly limit: number },
): Promise<{ readonly items: readonly OpenItem[]; readonly total: number }> {
  const settlement = await wholeSettlementOf(context, caller, asked.settlement)
  const open = await readChunks<OpenItem>(context, 'settlementChunks', settlement.open)
  return { items: open.slice(asked.offset, asked.offset + asked.limit), total: open.length }
}

/**
 * Computes a settlement again from its record alone, and says whether the same bytes come out.
 * @throws ServerError SETTLEMENT_UNKNOWN, WHOLE_COUNTY_NEEDED, SCOPE_MISSING
 */
export async function recomputeSettlement(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<{ readonly same: boolean; readonly inputHash: string; readonly resultHash: string }> {
  const settlement = await wholeSettlementOf(context, caller, id)
  const { ruleset, version, bundle } = settlement
  const { input } = await contentOf(context, settlement)
  const { inputHash, resultHash } = computeSettlement(
    await context.bundles.bundleOfCase({ ruleset, version, bundle }),
    {
      ...input,
      events: await readChunks<LedgerEvent>(context, 'settlementChunks', settlement.events),
      earlier: await readChunks<Posting>(context, 'settlementChunks', settlement.earlier),
    },
  )
  const same = inputHash === settlement.inputHash && resultHash === settlement.resultHash
  return { same, inputHash, resultHash }
}

/**
 * Confirms a settlement: it rests on a final assessment, reconciles, is up to date, and whoever computed it does not
 * confirm it.
 * @throws ServerError SETTLEMENT_UNKNOWN, SETTLEMENT_STALE, SETTLEMENT_STATUS, SETTLEMENT_NOT_FINAL,
 *   SETTLEMENT_UNSOUND, SETTLEMENT_OUTDATED, RUN_OWN, SCOPE_MISSING
 */
export async function confirmSettlement(
  context: OperationContext,
  caller: Caller,
  asked: { readonly settlement: string; readonly expected: RevisionCondition },
): Promise<StandingSettlement> {
  const { settlement, county } = await settlementOf(context, caller, {
    settlement: asked.settlement,
    permission: 'assessment.finalise',
  })
  const { period, revision, status } = settlement
  if (!meetsRevision(asked.expected, revision)) throw settlementStale(settlement, asked.expected)
  if (status !== 'provisional') throw new ServerError('SETTLEMENT_STATUS', { period })
  if (!settlement.assessmentFinal) throw new ServerError('SETTLEMENT_NOT_FINAL', { period })
  if (!settlement.reconciles || !settlement.sound)
    throw new ServerError('SETTLEMENT_UNSOUND', { period })
  if ((await outdatedBy(context, settlement)) !== null)
    throw new ServerError('SETTLEMENT_OUTDATED', { period })
  const by = recordedActor(caller)
  const first = settlement.history[0]?.by
  if (first?.id === by.id && first.kind === by.kind) throw new ServerError('RUN_OWN')
  const document: SettlementDocument = {
    ...settlement,
    revision: revision + 1,
    status: 'final',
    history: [...settlement.history, { at: context.clock.now(), by, action: 'confirm' }],
  }
  const { committed } = await context.commit(
    [{ kind: 'replace', collection: 'settlements', document, expectedRevision: revision }],
    {
      action: 'settlement.confirm',
      actor: by,
      target: settlement.id,
      county,
      detail: { period, resultHash: settlement.resultHash },
    },
  )
  if (committed) return { settlement: document, outdated: null }
  // Whoever was faster has moved it on from the revision that was looked at, so this ends.
  return await confirmSettlement(context, caller, asked)
}

/** Every revision of a settlement is one entry of its history. */
function settlementStale(
  { revision, history, period }: SettlementDocument,
  condition: RevisionCondition,
): ServerError {
  const changes = history.map(({ at, by, action }, index) => ({
    revision: index + 1,
    at,
    by: by.title,
    what: actionWords[action],
  }))
  return staleError('SETTLEMENT_STALE', { condition, revision, changes, values: { period } })
}

const actionWords: Readonly<Record<SettlementDeed['action'], Text>> = {
  compute: { zh: '结算', en: 'computed' },
  confirm: { zh: '确认', en: 'made final' },
  replace: { zh: '重新结算', en: 'replaced' },
}
