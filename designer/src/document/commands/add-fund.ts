import type { Fact, Fund, Ratio, Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertItem } from './find-item.ts'
import { NewParameters, type SaidOf } from './new-parameters.ts'
import { type PartySaid, splitParties } from './split-party.ts'

/** Who bears which part of an overspend; the one without a part bears the rest. */
export interface BearerSaid {
  readonly title: Text
  readonly part: Ratio | undefined
}

/** What a document says of a contracted fund. */
export interface FundSaid extends SaidOf {
  readonly id: string
  readonly title: Text
  /** How much of what was raised is the budget. */
  readonly budgetRate: Ratio
  readonly parties: readonly PartySaid[]
  readonly bearers: readonly BearerSaid[]
  /** Who pays what is due to policy. */
  readonly policyFactorPayer: Text
}

/** The figures of the community that a fund is computed from, as the months bring them. */
const figures = {
  raised: {
    id: 'fund.raised',
    type: 'money',
    title: { zh: '当年筹集的医保资金', en: 'raised in the year' },
  },
  spent: {
    id: 'fund.spent',
    type: 'money',
    title: { zh: '当年实际支出', en: 'spent in the year' },
  },
  policyFactor: {
    id: 'fund.policyFactorAmount',
    type: 'money',
    title: { zh: '政策因素支出', en: 'due to policy' },
  },
  insured: {
    id: 'fund.insuredCount',
    type: 'integer',
    title: { zh: '参保人数', en: 'insured people' },
  },
} as const satisfies Readonly<Record<string, Fact>>

/** Adds a fund as one step, with the parameters that hold its figures, and the figures it reads where they are missing. */
export function addFund(said: FundSaid): Command {
  return {
    name: 'commands.addFund',
    apply: (ruleset) => {
      const parameters = new NewParameters(ruleset, said)
      const fund = fundOf(said, parameters)
      for (const fact of Object.values(figures))
        if (!ruleset.facts.some(({ id }) => id === fact.id))
          ruleset.facts.push({ ...fact, title: { ...fact.title } })
      ruleset.parameters.push(...parameters.made)
      upsertItem(ruleset.funds, fund)
    },
  }
}

function fundOf(said: FundSaid, parameters: NewParameters): Fund {
  const { id, title, cites } = said
  // In the order in which they are read.
  const rate = parameters.addShare('budgetRate', said.budgetRate, words.budgetRate)
  const shares = splitParties(said.parties, parameters)
  const shared = { code: 'shared', title: words.shared }
  const bearer = parameters.addChoice('overspendBearer', shared, words.bearer)
  const paying = { code: 'payer', title: said.policyFactorPayer }
  const payer = parameters.addChoice('policyFactorPayer', paying, words.payer)
  return {
    id,
    title,
    cites: [...cites],
    raised: figures.raised.id,
    insured: figures.insured.id,
    spent: figures.spent.id,
    policyFactor: figures.policyFactor.id,
    budgetRate: { parameter: rate },
    distributionRequires: [],
    overspend: {
      bearer: { parameter: bearer },
      shares: said.bearers.map((each, at) => bearerOf(`bearer-${at + 1}`, each, parameters)),
      policyFactorPayer: { parameter: payer },
      cites: [...cites],
    },
    split: { shares: [...shares], cites: [...cites] },
  }
}

function bearerOf(id: string, { title, part }: BearerSaid, parameters: NewParameters) {
  if (part === undefined) return { id, title }
  const parameter = parameters.addShare('overspendPart', part, partWords(title))
  return { id, title, part: { parameter } }
}

function partWords({ zh, en }: Text): Text {
  return { zh: `${zh}分担超支的比例`, en: `part of an overspend borne by ${en}` }
}

const words = {
  budgetRate: { zh: '预算占筹集资金的比例', en: 'budget as a share of what was raised' },
  bearer: { zh: '超支承担方', en: 'who bears an overspend' },
  shared: { zh: '各方按比例分担', en: 'shared among the parties' },
  payer: { zh: '政策因素超支的承担方', en: 'who pays the part due to policy' },
} as const satisfies Record<string, Text>
