import { addDays, indexRuleset } from '@jieli/engine'
import type { CdsFeedbackCounts } from '../../contracts/cds-feedback-counts.ts'
import { unitsOf } from '../../contracts/policy.ts'
import type { AdviceCardDocument } from '../../documents/advice-card-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt, startOfDay } from '../../ports/time.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { readAll } from '../context/read-all.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'

type Counted = Pick<
  AdviceCardDocument,
  'id' | 'revision' | 'decision' | 'rules' | 'unit' | 'at' | 'status' | 'reason'
>
type Row = CdsFeedbackCounts['rows'][number]

/** Days that are counted where nobody says from when. */
const usualDays = 90
const maxDays = 366

/**
 * How often cards that rest on each rule were shown, taken up and overridden, by unit: exact counts, of the cards shown
 * from one day to another. Units outside the caller's grants are left out.
 * @throws ServerError RULESET_UNKNOWN, NOTHING_IN_FORCE, SCOPE_MISSING, FEEDBACK_SPAN
 */
export async function readFeedback(
  context: OperationContext,
  caller: Caller,
  query: {
    readonly ruleset: string
    readonly from?: string | undefined
    readonly to?: string | undefined
  },
): Promise<CdsFeedbackCounts> {
  const { bundle } = await bundleInForce(context, caller, query.ruleset)
  const { manifest } = bundle.ruleset
  assertRulesetScope(caller, 'rulesets.read', manifest)
  const offset = manifest.calendar?.utcOffset
  const to = query.to ?? dayAt(context.clock.now(), offset)
  const from = query.from ?? addDays(to, -usualDays)
  if (from > to || addDays(from, maxDays) < to)
    throw new ServerError('FEEDBACK_SPAN', { from, to, most: maxDays })
  const mine =
    manifest.county === undefined ? '*' : unitsOf(caller, 'rulesets.read', manifest.county)
  const rows = new Map<string, Row>()
  const { decisions } = indexRuleset(bundle.ruleset)
  for await (const card of readAll<'adviceCards', Counted>(context.store, 'adviceCards', {
    where: [
      { field: 'ruleset', operator: 'equal', value: query.ruleset },
      { field: 'at', operator: 'greaterThanInclusive', value: startOfDay(from, offset) },
      { field: 'at', operator: 'lessThan', value: startOfDay(addDays(to, 1), offset) },
    ],
    sort: { field: 'at', direction: 'ascending' },
    only: ['decision', 'rules', 'unit', 'at', 'status', 'reason'],
  })) {
    if (mine !== '*' && (card.unit === null || !mine.has(card.unit))) continue
    for (const rule of card.rules) count(rows, { card, rule })
  }
  return {
    ruleset: query.ruleset,
    from,
    to,
    rows: [...rows.values()].filter(({ decision }) => decisions.has(decision)),
  }
}

function count(
  rows: Map<string, Row>,
  { card, rule }: { readonly card: Counted; readonly rule: string },
): void {
  const { decision, unit } = card
  const key = JSON.stringify([decision, rule, unit])
  const row = rows.get(key) ?? {
    decision,
    rule,
    unit,
    shown: 0,
    accepted: 0,
    overridden: 0,
    reasons: [],
  }
  const overridden = card.status === 'overridden'
  const reasons = overridden ? withReason(row.reasons, card.reason ?? null) : row.reasons
  rows.set(key, {
    ...row,
    shown: row.shown + 1,
    accepted: row.accepted + (card.status === 'accepted' ? 1 : 0),
    overridden: row.overridden + (overridden ? 1 : 0),
    reasons,
  })
}

function withReason(reasons: Row['reasons'], code: string | null): Row['reasons'] {
  const known = reasons.find((each) => each.code === code)
  return known === undefined
    ? [...reasons, { code, count: 1 }]
    : reasons.map((each) => (each === known ? { code, count: each.count + 1 } : each))
}
