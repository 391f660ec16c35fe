import { clauseOf } from '../model/citation.ts'
import { dateOf } from '../model/calendar.ts'
import type { Bundle } from '../model/bundle.ts'
import { createIssue } from '../model/issue.ts'
import { byTime, eachOnce, textOrder } from './each-once.ts'
import { listenersOf } from './event-listeners.ts'
import type { Ledger, LedgerEvent, OpenItem, Posting, PostingOptions, Tariff } from './ledger.ts'
import { openItem } from './open-item.ts'
import type { Priced } from './priced-event.ts'
import { reversePostings } from './reverse-postings.ts'
import { type PricedRule, tariffOf } from './tariff.ts'
import { ledgerLimit, trialBalance } from './trial-balance.ts'
import { unitsById } from './unit-facts.ts'

/**
 * Posts what events are charged and rewarded by, in double entry: internal prices between units, incentives out of
 * their pools. The same event posts once; one that is taken back is reversed, never deleted; one that cannot be
 * priced is listed with what it needs. No order of the events changes a byte of the ledger. Pure.
 *
 * @throws RangeError when an event's time is none, or a unit is listed twice
 */
export function postEvents(
  bundle: Bundle,
  events: readonly LedgerEvent[],
  { units, earlier = [] }: PostingOptions = {},
): Ledger {
  const directory =
    units === undefined ? undefined : new Map(unitsById(units).map((unit) => [unit.unit.id, unit]))
  const { once, conflicting, repeated } = eachOnce(events)
  const postedBefore = new Set(earlier.map(({ event }) => event))
  const fresh = once.filter(({ id, cancels }) => cancels === undefined && !postedBefore.has(id))
  const { postings, open, tariffs, ...counts } = priceAll(bundle, fresh, directory)
  const reversed = reversePostings(bundle, once, { postings, earlier })
  const all = [...postings, ...reversed.postings].toSorted(byTime)
  const used = new Set(all.map(({ tariff }) => tariff))
  const issues = conflicting.map(({ id }) =>
    createIssue('EVENT_CONFLICT', `/events/${id}`, { event: id }),
  )
  return {
    bundle: bundle.hash,
    postings: all,
    open: [
      // What was taken back is due no more, whatever it lacked.
      ...open.filter(({ event }) => !reversed.cancelled.has(event)),
      ...reversed.open,
      ...conflicting.map((event) => openItem(bundle, { event, reason: 'conflict' })),
    ].toSorted(byTimeEventAndRule),
    tariffs: tariffs.filter(({ id }) => used.has(id)).toSorted((a, b) => textOrder(a.id, b.id)),
    ...counts,
    repeated,
    ...trialBalance(bundle, all, directory),
    issues,
  }
}

/** Prices events one by one, by the tariffs of the day each falls on. */
function priceAll(
  bundle: Bundle,
  events: readonly LedgerEvent[],
  units: Parameters<typeof trialBalance>[2],
) {
  const listeners = listenersOf(bundle)
  const tariffs = createTariffs(bundle)
  const postings: Posting[] = []
  const open: OpenItem[] = []
  const notDue = new Map<string, number>()
  const unheard = new Map<string, number>()
  let total = 0n
  for (const event of events) {
    const heard = listeners.get(event.event) ?? []
    if (heard.length === 0) count(unheard, event.event)
    const day = dateOf(event.at, bundle.ruleset.manifest.calendar)
    const tariff = (rule: PricedRule) => tariffs.on(rule, day)
    for (const { rule, price } of heard) {
      const priced = price({ bundle, event, day, units, tariff })
      if (priced.kind === 'notDue') count(notDue, rule.path)
      else if (priced.kind === 'open') open.push(openItem(bundle, { event, rule, ...priced }))
      else if (total + priced.amount > ledgerLimit)
        open.push(openItem(bundle, { event, rule, reason: 'tooLarge' }))
      else {
        total += priced.amount
        postings.push(postingOf(bundle, rule, { event, priced }))
      }
    }
  }
  return {
    postings,
    open,
    tariffs: tariffs.all(),
    notDue: sortedCounts(notDue),
    unheard: sortedCounts(unheard),
  }
}

function postingOf(
  bundle: Bundle,
  rule: PricedRule,
  {
    event,
    priced,
  }: { readonly event: LedgerEvent; readonly priced: Extract<Priced, { kind: 'due' }> },
): Posting {
  return {
    id: `${event.id}:${rule.id.slice(1)}`,
    rule: rule.path,
    clauses: rule.cites.map(clauseOf),
    event: event.id,
    at: event.at,
    ...(event.case === undefined ? {} : { case: event.case }),
    debit: priced.debit,
    credit: priced.credit,
    amount: Number(priced.amount),
    bundle: bundle.hash,
    tariff: priced.tariff.id,
    ...(priced.quantity === undefined ? {} : { quantity: priced.quantity }),
    ...(priced.cost === undefined ? {} : { cost: priced.cost }),
  }
}

/** Tariffs by rule and day, each made once. */
function createTariffs(bundle: Bundle) {
  const byDay = new Map<string, ReturnType<typeof tariffOf>>()
  const byId = new Map<string, Tariff>()
  return {
    on: (rule: PricedRule, day: string) => {
      const key = `${rule.id} ${day}`
      const known = byDay.get(key) ?? tariffOf(bundle, rule, day)
      byDay.set(key, known)
      if ('id' in known) byId.set(known.id, known)
      return known
    },
    all: (): readonly Tariff[] => [...byId.values()],
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}

function sortedCounts(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].toSorted(([a], [b]) => textOrder(a, b)))
}

function byTimeEventAndRule(a: OpenItem, b: OpenItem): number {
  return (
    byTime({ at: a.at, id: a.event }, { at: b.at, id: b.event }) ||
    textOrder(`${a.rule ?? ''} ${a.part ?? ''}`, `${b.rule ?? ''} ${b.part ?? ''}`)
  )
}
