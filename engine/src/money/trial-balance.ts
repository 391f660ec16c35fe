import type { Bundle } from '../model/bundle.ts'
import type { Text } from '../model/text.ts'
import { textOrder } from './each-once.ts'
import type { AccountBalance, AccountId, Ledger, Posting, UnitBalance } from './ledger.ts'
import type { MoneyUnit } from './money-unit.ts'

interface Sums {
  debit: bigint
  credit: bigint
}

type Balanced = Pick<Ledger, 'trialBalance' | 'debits' | 'credits' | 'units'>

/**
 * The most the postings of one ledger may come to, in fen: with all of it reversed, here and later, no sum of an
 * account goes beyond what a number holds exactly.
 */
export const ledgerLimit = BigInt(Number.MAX_SAFE_INTEGER) / 4n

/** The balance of every account that was posted to, of every unit, and of all together. Pure. */
export function trialBalance(
  bundle: Bundle,
  postings: readonly Posting[],
  directory: ReadonlyMap<string, MoneyUnit> | undefined,
): Balanced {
  const sums = new Map<AccountId, Sums>()
  const on = (account: AccountId) => {
    const known = sums.get(account) ?? { debit: 0n, credit: 0n }
    sums.set(account, known)
    return known
  }
  for (const { debit, credit, amount } of postings) {
    on(debit).debit += BigInt(amount)
    on(credit).credit += BigInt(amount)
  }
  const titleOf = (unit: string) => directory?.get(unit)?.unit.title ?? unit
  const balances = [...sums]
    .toSorted(([a], [b]) => textOrder(a, b))
    .map(([account, { debit, credit }]): AccountBalance => {
      const { kind, name } = partsOf(account)
      return {
        account,
        kind,
        unit: kind === 'charges' || kind === 'income' ? name : null,
        title: accountTitle(bundle, kind, { name, unit: titleOf(name) }),
        debit: Number(debit),
        credit: Number(credit),
        balance: Number(debit - credit),
      }
    })
  const named = new Set(balances.flatMap(({ unit }) => unit ?? []))
  const units = [...named].toSorted(textOrder).map((unit): UnitBalance => {
    const income = sums.get(`income:${unit}`) ?? { debit: 0n, credit: 0n }
    const charges = sums.get(`charges:${unit}`) ?? { debit: 0n, credit: 0n }
    return {
      unit,
      title: titleOf(unit),
      income: Number(income.credit - income.debit),
      charges: Number(charges.debit - charges.credit),
      net: Number(income.credit - income.debit - charges.debit + charges.credit),
    }
  })
  return {
    trialBalance: balances,
    debits: balances.reduce((sum, { debit }) => sum + debit, 0),
    credits: balances.reduce((sum, { credit }) => sum + credit, 0),
    units,
  }
}

function partsOf(account: AccountId): {
  readonly kind: AccountBalance['kind']
  readonly name: string
} {
  const at = account.indexOf(':')
  if (at < 0) return { kind: 'community', name: '' }
  return { kind: account.slice(0, at) as AccountBalance['kind'], name: account.slice(at + 1) }
}

function accountTitle(
  bundle: Bundle,
  kind: AccountBalance['kind'],
  { name, unit }: { readonly name: string; readonly unit: string },
): Text {
  switch (kind) {
    case 'charges':
      return { zh: `${unit}：内部支出`, en: `${unit}: internal charges` }
    case 'income':
      return { zh: `${unit}：内部收入`, en: `${unit}: internal income` }
    case 'community':
      return { zh: '医共体统筹账户', en: "the community's own account" }
    case 'pool': {
      const title = bundle.ruleset.incentives.find(({ id }) => id === name)?.title
      return {
        zh: `激励资金：${title?.zh ?? name}`,
        en: `incentive fund: ${title?.en ?? name}`,
      }
    }
  }
}
