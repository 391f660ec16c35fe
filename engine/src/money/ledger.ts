import type { ParameterRead } from '../decisions/decision-result.ts'
import type { Facts } from '../decisions/facts.ts'
import type { Issue } from '../model/issue.ts'
import type { Text } from '../model/text.ts'
import type { MoneyUnit } from './money-unit.ts'

/** Something that happened to a case and may be charged or rewarded, as the outbox gives it. */
export interface LedgerEvent {
  /** Its own id: the same one never posts twice. */
  readonly id: string
  /** What happened: `referralCompleted`. An event that only takes another back need not be named. */
  readonly event: string
  /** `2025-01-31T09:00:00+08:00`. The day it falls on decides whose prices count. */
  readonly at: string
  readonly case?: string
  /** Facts of the case at that moment. What is not here is unknown. */
  readonly facts: Facts
  /** The id of an event this one takes back: its postings are reversed, never deleted. */
  readonly cancels?: string
}

/**
 * An account of the ledger as text: `charges:T01` (what a unit owes inside the community), `income:T01` (what it has
 * earned inside), `pool:dualReward` (the fund an incentive is paid from), `community` (the community's own).
 */
export type AccountId = string

/** One entry: the amount leaves the credited account's side and rests on the debited one. Fen, above zero. */
export interface Posting {
  /** Made of event, rule and earner: the same on every recomputation. */
  readonly id: string
  /** `/prices/upReferral`, `/incentives/dualReward`. */
  readonly rule: string
  readonly clauses: readonly string[]
  readonly event: string
  readonly at: string
  readonly case?: string
  readonly debit: AccountId
  readonly credit: AccountId
  readonly amount: number
  /** The hash of the bundle whose price it is. */
  readonly bundle: string
  /** The posting this one takes back. */
  readonly reverses?: string
  /** The id of the tariff it is priced by. */
  readonly tariff: string
  /** The hours or services the tariff is multiplied by, as decimal text, where it is. */
  readonly quantity?: string
  /** The cost the markup is added to, in fen, where it is. */
  readonly cost?: number
}

/** What a rule pays on the days its parameters have these values. */
export interface Tariff {
  /** Made of the rule and the first days of the values. */
  readonly id: string
  readonly rule: string
  readonly parameters: readonly ParameterRead[]
  /** The rule, its price, clause and the ruleset that says so, in a sentence. */
  readonly words: Text
}

/** An event a rule listens to and that is not posted, with what it needs. It is never dropped. */
export interface OpenItem {
  readonly event: string
  readonly at: string
  readonly rule: string | null
  /** Of an incentive, the earner. */
  readonly part: string | null
  readonly reason:
    | 'needs'
    | 'unitUnknown'
    | 'conflict'
    | 'cancelsNothing'
    | 'tooLarge'
    | 'notPositive'
  readonly needs: readonly string[]
  readonly missingParameters: readonly string[]
  readonly because: Text
}

/** An account with what was debited and credited to it. `balance` is debit less credit. */
export interface AccountBalance {
  readonly account: AccountId
  readonly kind: 'charges' | 'income' | 'pool' | 'community'
  /** Of charges and income. */
  readonly unit: string | null
  readonly title: Text
  readonly debit: number
  readonly credit: number
  readonly balance: number
}

/** What a unit earned and owes inside the community, net of what was reversed. Fen. */
export interface UnitBalance {
  readonly unit: string
  readonly title: string
  readonly income: number
  readonly charges: number
  /** Income less charges. */
  readonly net: number
}

/** Beside the events themselves. */
export interface PostingOptions {
  /** The directory: a unit that is not in it is not paid. Without it every unit a case names is taken for one. */
  readonly units?: readonly MoneyUnit[] | undefined
  /** Postings of earlier periods: an event posted there posts no more, and may be taken back here. */
  readonly earlier?: readonly Posting[] | undefined
}

/** What was computed from which events. The same events in any order give the same ledger, byte for byte. */
export interface Ledger {
  readonly bundle: string
  /** By time, then id. */
  readonly postings: readonly Posting[]
  readonly open: readonly OpenItem[]
  /** The tariffs the postings name, by id. */
  readonly tariffs: readonly Tariff[]
  /** How many events each rule heard and rightly paid nothing for, by rule. */
  readonly notDue: Readonly<Record<string, number>>
  /** How many events no rule listens to, by name. */
  readonly unheard: Readonly<Record<string, number>>
  /** How many events came more than once. */
  readonly repeated: number
  readonly trialBalance: readonly AccountBalance[]
  readonly debits: number
  readonly credits: number
  readonly units: readonly UnitBalance[]
  readonly issues: readonly Issue[]
}
