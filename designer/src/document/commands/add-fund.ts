import type { Fact, Fund, Parameter, Ratio, Ruleset, Text } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { freshId } from '../state/fresh-id.ts'
import { upsertItem } from './find-item.ts'
import { type PartySaid, type SaidOf, type Share, splitParty } from './split-party.ts'

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
      const { fund, parameters } = fundOf(ruleset, said)
      for (const fact of Object.values(figures))
        if (!ruleset.facts.some(({ id }) => id === fact.id))
          ruleset.facts.push({ ...fact, title: { ...fact.title } })
      for (const parameter of parameters) upsertItem(ruleset.parameters, parameter)
      upsertItem(ruleset.funds, fund)
    },
  }
}

function fundOf(
  ruleset: Ruleset,
  { id, title, from, cites, budgetRate, parties, bearers, policyFactorPayer }: FundSaid,
): { readonly fund: Fund; readonly parameters: readonly Parameter[] } {
  const parameters: Parameter[] = []
  const taken = (): string[] =>
    [...ruleset.parameters, ...ruleset.facts, ...ruleset.indicators, ...parameters].map(
      (each) => each.id,
    )
  const make = (base: string, parameter: Omit<Parameter, 'id' | 'cites' | 'required'>): string => {
    const made = { ...parameter, id: freshId(base, taken()), required: true, cites: [...cites] }
    parameters.push(made)
    return made.id
  }
  const share = (base: string, words: Text, value: Ratio): string =>
    make(base, {
      type: 'ratio',
      title: words,
      minimum: { numerator: 0, denominator: 1 },
      maximum: { numerator: 1, denominator: 1 },
      values: [{ from, value }],
    })
  const choice = (base: string, words: Text, code: { code: string; title: Text }): string =>
    make(base, { type: 'code', title: words, codes: [code], values: [{ from, value: code.code }] })

  const rate = share('budgetRate', words.budgetRate, budgetRate)
  const shares: Share[] = []
  for (const party of parties) {
    const made = splitParty(ruleset, party, { taken: shares, from, cites })
    shares.push(made.share)
    parameters.push(...made.parameters)
  }
  const bearer = choice('overspendBearer', words.bearer, { code: 'shared', title: words.shared })
  const payer = choice('policyFactorPayer', words.payer, {
    code: 'payer',
    title: policyFactorPayer,
  })
  const fund: Fund = {
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
      shares: bearers.map((each, at) => ({
        id: `bearer-${at + 1}`,
        title: each.title,
        ...(each.part === undefined
          ? {}
          : {
              part: {
                parameter: share('overspendPart', partWords(each.title), each.part),
              },
            }),
      })),
      policyFactorPayer: { parameter: payer },
      cites: [...cites],
    },
    split: { shares, cites: [...cites] },
  }
  return { fund, parameters }
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
