import { itemNouns, placeOf } from '../comparison/item-labels.ts'
import type { Fund } from '../model/fund.ts'
import { isJsonObject } from '../model/json.ts'
import type { ScenarioUnit } from '../model/money-scenario.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import {
  type Member,
  entriesFormat,
  issueFormat,
  listFormat,
  moneyFormat,
  oneOfFormat,
  plainFormat,
  withUnitFormat,
} from './member-words.ts'
import { codeFormat, itemFormat, noMore, titleIn, titleOfItem } from './names.ts'

type Units = readonly ScenarioUnit[] | undefined
const share: Text = itemNouns['shares'] ?? { zh: '份额', en: 'share' }

const amount = (zh: string, en: string): Member => ({ title: { zh, en }, format: moneyFormat })

/** What kept a result from being whole. */
export function lackingMembers(ruleset: Ruleset): Readonly<Record<string, Member>> {
  return {
    needs: {
      title: { zh: '待补充的事实', en: 'facts asked for' },
      format: listFormat(itemFormat(ruleset, 'facts')),
    },
    missing: {
      title: { zh: '缺少取值的参数', en: 'parameters without a value' },
      format: listFormat(itemFormat(ruleset, 'parameters')),
    },
    issues: { title: { zh: '指出的问题', en: 'problems raised' }, format: listFormat(issueFormat) },
  }
}

function unitTitle(units: Units, id: string): Text {
  const title = units?.find((known) => known.id === id)?.title
  return title === undefined ? { zh: `单位 ${id}`, en: `unit ${id}` } : { zh: title, en: title }
}

function unitAmounts(units: Units): Member {
  return {
    title: { zh: '各单位所得', en: 'what each unit gets' },
    format: entriesFormat(
      (id) => unitTitle(units, id),
      () => moneyFormat,
    ),
    record: true,
  }
}

interface Parts {
  readonly shares: readonly { readonly id: string }[]
  readonly units: Units
}

function splitMembers({ shares, units }: Parts): Readonly<Record<string, Member>> {
  return {
    distribution: {
      title: { zh: '各方所得', en: 'what each party gets' },
      format: entriesFormat(
        (id) => titleIn(shares, id, share),
        () => moneyFormat,
      ),
      record: true,
    },
    units: unitAmounts(units),
  }
}

/** What the members of a fund's expectation are called. Pure. */
export function fundMembers(ruleset: Ruleset, fund: Fund, units: Units): Record<string, Member> {
  const { shares } = fund.split
  const { overspend } = fund
  return {
    budget: amount('预算', 'budget'),
    notBudgeted: amount('未列入预算的部分', 'not budgeted'),
    capitation: {
      title: { zh: '人均预算', en: 'budget a head' },
      format: (value) => `¥${String(value)}`,
    },
    spent: amount('支出', 'spent'),
    surplus: amount('结余', 'surplus'),
    overspend: amount('超支', 'overspend'),
    bearer: {
      title: { zh: '超支承担方', en: 'who bears an overspend' },
      format: codeFormat(ruleset, overspend.bearer.parameter),
    },
    borneByBearer: amount('承担方承担的金额', 'borne by the bearer'),
    borneBy: {
      title: { zh: '各方承担的超支', en: 'who bears the overspend' },
      format: entriesFormat(
        (id) => titleIn(overspend.shares ?? [], id, share),
        () => moneyFormat,
      ),
      record: true,
    },
    borneByPolicyFactorPayer: amount('政策因素支付方承担的金额', 'paid for policy factors'),
    policyFactorPayer: {
      title: { zh: '政策因素支付方', en: 'who pays for policy factors' },
      format: codeFormat(ruleset, overspend.policyFactorPayer.parameter),
    },
    drawn: {
      title: { zh: '分配前提取的金额', en: 'drawn before the split' },
      format: entriesFormat(
        (id) => titleOfItem(ruleset, 'incentives', id),
        () => moneyFormat,
      ),
      record: true,
    },
    ...splitMembers({ shares, units }),
    parties: {
      title: { zh: '各份额的领取方', en: 'who each party is' },
      format: entriesFormat(
        (id) => titleIn(shares, id, share),
        (id) => codeFormat(ruleset, shares.find((known) => known.id === id)?.party?.parameter),
      ),
      record: true,
    },
    blockedBy: {
      title: { zh: '不允许分配的判定', en: 'decisions that do not allow a distribution' },
      format: listFormat(itemFormat(ruleset, 'decisions')),
    },
    ...lackingMembers(ruleset),
  }
}

/** What the members of a pool's expectation are called. Pure. */
export function poolMembers(ruleset: Ruleset, parts: Parts): Record<string, Member> {
  return {
    pool: amount('可分配总额', 'the pool'),
    ...splitMembers(parts),
    ...lackingMembers(ruleset),
  }
}

/** What the members of a reimbursement's expectation are called. Pure. */
export function reimbursementMembers(ruleset: Ruleset): Record<string, Member> {
  return {
    base: amount('报销基数', 'base of the reimbursement'),
    deductible: amount('起付线', 'deductible'),
    ceiling: amount('封顶线', 'ceiling'),
    share: { title: { zh: '报销比例', en: 'share' }, format: withUnitFormat('%', '%') },
    fundPays: amount('基金支付', 'paid by the fund'),
    patientPays: amount('患者支付', 'paid by the patient'),
    applies: {
      title: { zh: '适用的报销规则', en: 'reimbursement rules that apply' },
      format: listFormat(itemFormat(ruleset, 'reimbursement')),
    },
    methods: {
      title: { zh: '支付方式', en: 'payment methods' },
      format: entriesFormat(
        (id) => titleOfItem(ruleset, 'reimbursement', id),
        (id) =>
          codeFormat(
            ruleset,
            ruleset.reimbursement.find((rule) => rule.id === id)?.value?.parameter,
          ),
      ),
      record: true,
    },
    ...lackingMembers(ruleset),
  }
}

const openReasons = oneOfFormat({
  needs: { zh: '缺少事实', en: 'facts are missing' },
  unitUnknown: { zh: '单位不在名录中', en: 'the unit is not in the directory' },
  conflict: { zh: '与先前的记录不同', en: 'it differs from what was recorded before' },
  cancelsNothing: { zh: '所冲销的记录不存在', en: 'what it takes back is not there' },
  tooLarge: { zh: '金额过大', en: 'the amount is too large' },
  notPositive: { zh: '金额不大于零', en: 'the amount is not above zero' },
})

/** What the members of a ledger's expectation are called. Pure. */
export function ledgerMembers(ruleset: Ruleset, units: Units): Record<string, Member> {
  const rule = (path: unknown, language: 'zh' | 'en') => {
    if (typeof path !== 'string')
      return { zh: '不属于任何价格或激励', en: 'no price or incentive' }[language]
    const [, list = '', id = ''] = path.split('/')
    const noun = itemNouns[list]
    const items = list === 'prices' ? ruleset.prices : ruleset.incentives
    return noun === undefined || items.some((item) => item.id === id)
      ? placeOf(ruleset, path, language).words
      : noMore(noun)[language]
  }
  const account = (id: unknown, language: 'zh' | 'en') => {
    const [kind = '', of = ''] = String(id).split(':')
    if (kind === 'pool') return titleOfItem(ruleset, 'incentives', of)[language]
    if (kind === 'community') return { zh: '医共体', en: 'the community' }[language]
    return unitTitle(units, of)[language]
  }
  return {
    postings: {
      title: { zh: '记账', en: 'postings' },
      format: listFormat((posting, language) => {
        if (!isJsonObject(posting)) return plainFormat(posting, language)
        const [from, to] = [
          account(posting['debit'], language),
          account(posting['credit'], language),
        ]
        const sum = moneyFormat(posting['amount'], language)
        return language === 'zh'
          ? `${from}付给${to} ${sum}（${rule(posting['rule'], language)}）`
          : `${from} pays ${to} ${sum} (${rule(posting['rule'], language)})`
      }),
    },
    open: {
      title: { zh: '未能记账', en: 'not posted' },
      format: listFormat((item, language) => {
        if (!isJsonObject(item)) return plainFormat(item, language)
        const why = openReasons(item['reason'], language)
        return `${rule(item['rule'], language)}${language === 'zh' ? '：' : ': '}${why}`
      }),
    },
    notDue: {
      title: { zh: '不应付款的次数', en: 'how often nothing was due' },
      format: entriesFormat(
        (path) => ({ zh: rule(path, 'zh'), en: rule(path, 'en') }),
        () => withUnitFormat(' 次', ' times'),
      ),
      record: true,
    },
    units: unitAmounts(units),
    issues: { title: { zh: '指出的问题', en: 'problems raised' }, format: listFormat(issueFormat) },
  }
}
