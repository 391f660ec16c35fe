import type { SettlementSummary } from '../../contracts/settlement.ts'
import type { SettlementContent, SettlementDocument } from '../../documents/settlement-documents.ts'
import { assessedVersion } from '../assessment/assessed-ruleset.ts'
import { byPeriod } from '../assessment/by-period.ts'
import { isInScope } from '../assessment/unit-scope.ts'
import type { Caller } from '../context/caller.ts'
import { shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import { type ListPage, type PageAsked, readPage } from '../context/list-page.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { settlementOf, wholeSettlementOf } from './find-settlements.ts'
import { outdatedBy } from './outdated-by.ts'
import { contentOf } from './settlement-content.ts'

/** A settlement with what is no longer true of it. */
export interface SettlementReading {
  readonly settlement: SettlementDocument
  readonly outdated: SettlementSummary['outdated']
  /** Why it cannot be said whether anything has changed. */
  readonly problem?: NonNullable<SettlementSummary['problem']>
}

/** A settlement with what it holds. */
export type ReadSettlement = SettlementReading & { readonly content: SettlementContent }

/** The settlements of a ruleset, newest first. @throws ServerError RULESET_UNKNOWN, SCOPE_MISSING */
export async function listSettlements(
  context: OperationContext,
  caller: Caller,
  input: PageAsked & { readonly ruleset: string; readonly period?: string | undefined },
): Promise<ListPage<SettlementReading>> {
  const { ruleset, period } = input
  await assessedVersion(context, caller, { ruleset, permission: 'assessment.read' })
  const query = byPeriod(ruleset, period)
  const page = await readPage(context.store, 'settlements', query, input)
  const items: SettlementReading[] = []
  for (const settlement of page.items) items.push(await readingOf(context, settlement))
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
  return { ...(await readingOf(context, settlement)), content }
}

/**
 * What a settlement gives to and takes from single units, each with its lines: all of them, or the caller's.
 * @throws ServerError SETTLEMENT_UNKNOWN, SCOPE_MISSING
 */
export async function readStatements(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<SettlementReading & { readonly items: SettlementContent['result']['statements'] }> {
  const { settlement, units } = await settlementOf(context, caller, {
    settlement: id,
    permission: 'assessment.read',
  })
  const { result } = await contentOf(context, settlement)
  return {
    ...(await readingOf(context, settlement)),
    items: result.statements.filter(({ unit }) => isInScope(units, unit)),
  }
}

/** A settlement is shown as it was stored, whatever its version has come to since. */
async function readingOf(
  context: OperationContext,
  settlement: SettlementDocument,
): Promise<SettlementReading> {
  const found = await unlessDamaged(() => outdatedBy(context, settlement))
  return 'damaged' in found
    ? { settlement, outdated: null, problem: shownProblem(found.damaged) }
    : { settlement, outdated: found.value }
}
