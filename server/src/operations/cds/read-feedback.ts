import { addDays, indexRuleset, type Ruleset, type Text } from '@jieli/engine'
import type { CdsFeedbackCounts } from '../../contracts/cds-feedback-counts.ts'
import { unitsOf } from '../../contracts/policy.ts'
import type { AdviceCardDocument } from '../../documents/advice-card-document.ts'
import { ServerError } from '../../errors/server-error.ts'
import { dayAt, startOfDay } from '../../ports/time.ts'
import { assertRulesetScope, type Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { knownUnits, type KnownUnits } from '../context/known-units.ts'
import { readAll } from '../context/read-all.ts'
import { bundleInForce } from '../library/bundle-in-force.ts'
import { cdsServices } from './cds-services.ts'

type Counted = Pick<
  AdviceCardDocument,
  | 'id'
  | 'revision'
  | 'version'
  | 'service'
  | 'decision'
  | 'rules'
  | 'unit'
  | 'at'
  | 'status'
  | 'reason'
>
type Row = CdsFeedbackCounts['rows'][number]

/** Days that are counted where nobody says from when. */
const usualDays = 90
const maxDays = 366

/**
 * How often cards that rest on each rule were shown, taken up and overridden, by version and unit: exact counts, of the
 * cards shown from one day to another. Units outside the caller's grants are left out.
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
  const names = namesIn(bundle.ruleset, await knownUnits(context, query.ruleset))
  const { decisions } = indexRuleset(bundle.ruleset)
  for await (const card of readAll<'adviceCards', Counted>(context.store, 'adviceCards', {
    where: [
      { field: 'ruleset', operator: 'equal', value: query.ruleset },
      { field: 'at', operator: 'greaterThanInclusive', value: startOfDay(from, offset) },
      { field: 'at', operator: 'lessThan', value: startOfDay(addDays(to, 1), offset) },
    ],
    sort: { field: 'at', direction: 'ascending' },
    only: ['version', 'service', 'decision', 'rules', 'unit', 'at', 'status', 'reason'],
  })) {
    if (mine !== '*' && (card.unit === null || !mine.has(card.unit))) continue
    for (const rule of card.rules) count(rows, { card, rule, names })
  }
  return {
    ruleset: query.ruleset,
    from,
    to,
    rows: [...rows.values()].filter(({ decision }) => decisions.has(decision)),
  }
}

/** What units and reasons are called. */
interface Names {
  readonly unit: (id: string) => string | null
  readonly reason: (service: string, code: string) => Text | null
}

function namesIn(ruleset: Ruleset, { units }: KnownUnits): Names {
  const titles = new Map(units.map(({ id, title }) => [id, title]))
  const { facts } = indexRuleset(ruleset)
  return {
    unit: (id) => titles.get(id) ?? null,
    reason: (service, code) => {
      const offered = cdsServices.find(({ id }) => id === service)?.overrideReasons ?? ''
      return facts.get(offered)?.values?.find((each) => each.code === code)?.title ?? null
    },
  }
}

function count(
  rows: Map<string, Row>,
  { card, rule, names }: { readonly card: Counted; readonly rule: string; readonly names: Names },
): void {
  const { decision, unit, version, reason, service } = card
  const key = JSON.stringify([decision, rule, version, unit])
  const row = rows.get(key) ?? {
    decision,
    rule,
    version,
    unit,
    unitTitle: unit === null ? null : names.unit(unit),
    shown: 0,
    accepted: 0,
    overridden: 0,
    reasons: [],
  }
  const overridden = card.status === 'overridden'
  const title = reason === null ? null : names.reason(service, reason)
  const reasons = overridden ? withReason(row.reasons, reason, title) : row.reasons
  rows.set(key, {
    ...row,
    shown: row.shown + 1,
    accepted: row.accepted + (card.status === 'accepted' ? 1 : 0),
    overridden: row.overridden + (overridden ? 1 : 0),
    reasons,
  })
}

function withReason(
  reasons: Row['reasons'],
  code: string | null,
  title: Text | null,
): Row['reasons'] {
  const known = reasons.find((each) => each.code === code)
  return known === undefined
    ? [...reasons, { code, title, count: 1 }]
    : reasons.map((each) => (each === known ? { ...each, count: each.count + 1 } : each))
}
