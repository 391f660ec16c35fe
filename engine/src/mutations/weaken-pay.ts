import type { Fact } from '../model/fact.ts'
import type { Parameter } from '../model/parameter.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { byId, type Proposal, strike } from './mutation.ts'
import { fitsParameter } from './shifted-value.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'

type CheckOfKind<K extends RedLineCheck['kind']> = Extract<RedLineCheck, { kind: K }>

/** Penalties reach whom they may not, funds draw on what they may not, gaps close, and better work earns less. Pure. */
export function weakenPay(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) =>
    line.checks.flatMap((check) => {
      switch (check.kind) {
        case 'appliesOnlyWhere':
          return widened(ruleset, check)
        case 'allowedFacts':
          return otherSources(ruleset, check)
        case 'descending':
          return narrowed(ruleset, check)
        case 'monotone':
          return [
            ...check.items.flatMap((path) => fallingPay(ruleset, path)),
            ...turnedRound(ruleset, check.parameters),
          ]
        default:
          return []
      }
    }),
  )
}

function widened(ruleset: Ruleset, check: CheckOfKind<'appliesOnlyWhere'>): readonly Proposal[] {
  const propose = (
    kind: string,
    id: string,
    what: { zh: string; en: string },
    edit: Proposal['edit'],
  ): Proposal => ({
    kind,
    path: `/reimbursement/${id}`,
    description: { zh: `报销规定“${id}”${what.zh}`, en: `the item "${id}" ${what.en}` },
    edit,
  })
  const effect = check.effects[0] ?? 'lower'
  const bound = ruleset.reimbursement.filter((item) => check.effects.includes(item.effect))
  return [
    ...bound.flatMap(({ id, appliesWhen }) => [
      propose('penaltyForAll', id, { zh: '不分情形', en: 'applies to everybody' }, (draft) => {
        delete byId(draft.reimbursement, id).appliesWhen
      }),
      propose('penaltyRenamed', id, { zh: '改称方式', en: 'goes by another name' }, (draft) => {
        const item = byId(draft.reimbursement, id)
        item.effect = 'method'
        delete item.appliesWhen
      }),
      ...(appliesWhen === undefined
        ? []
        : [
            propose('penaltyTurned', id, { zh: '颠倒范围', en: 'is turned round' }, (draft) => {
              byId(draft.reimbursement, id).appliesWhen = {
                any: [appliesWhen, { not: check.implies }],
              }
            }),
          ]),
    ]),
    propose(
      'penaltyAdded',
      'flatRate',
      { zh: '新增且不分情形', en: 'is new, for all' },
      (draft) => {
        draft.reimbursement.push({
          id: 'flatRate',
          title: { zh: '一律调整', en: 'adjustment for all' },
          effect,
          cites: bound[0]?.cites ?? [],
        })
      },
    ),
  ]
}

function otherSources(ruleset: Ruleset, check: CheckOfKind<'allowedFacts'>): readonly Proposal[] {
  const fact: Fact = {
    id: 'otherMoney.kept',
    type: 'money',
    title: { zh: '别的钱', en: 'other money' },
  }
  return ruleset.funds.flatMap(({ id, title }) =>
    (['raised', 'spent', 'policyFactor'] as const).map((member) => ({
      kind: 'fundSourceAdded',
      path: `/${check.lists[0]}/${id}`,
      description: {
        zh: `基金“${title.zh}”的 ${member} 取自名单以外的收入`,
        en: `"${title.en}" draws its ${member} from money that is not listed`,
      },
      edit: (draft: Ruleset) => {
        draft.facts.push(fact)
        byId(draft.funds, id)[member] = fact.id
      },
    })),
  )
}

const first = '2020-01-01'

/** Sets the first of a parameter's values and drops the others; nothing where it does not fit its own bounds. */
function setAll(
  ruleset: Ruleset,
  values: readonly (readonly [id: string, percent: number])[],
): Proposal['edit'] | undefined {
  const made = values.map(([id, percent]) => {
    const parameter = ruleset.parameters.find((known) => known.id === id)
    const value = parameter === undefined ? undefined : ofPercent(parameter, percent)
    return parameter !== undefined && value !== undefined && fitsParameter(parameter, value)
      ? { id, value }
      : undefined
  })
  if (made.includes(undefined)) return undefined
  return (draft) => {
    for (const one of made)
      if (one !== undefined)
        byId(draft.parameters, one.id).values = [{ from: first, value: one.value }]
  }
}

function ofPercent({ type }: Parameter, percent: number): Value | undefined {
  const { number } = valueTypeModules[type]
  return number?.from({ n: BigInt(percent), d: number.counts === 'share' ? 100n : 1n })
}

/** A gap just smaller than the step, wherever it stands. */
function narrowed(ruleset: Ruleset, check: CheckOfKind<'descending'>): readonly Proposal[] {
  const { step, parameters } = check
  if (step === undefined) return []
  return parameters.slice(1).flatMap((_, close): Proposal[] => {
    let level = 90
    const values = parameters.map((id, at): readonly [string, number] => {
      if (at > 0) level -= at === close + 1 ? 9 : 10
      return [id, level]
    })
    const edit = setAll(ruleset, [...values, [step.parameter, 10]])
    if (edit === undefined) return []
    return [
      {
        kind: 'gapNarrowed',
        path: `/parameters/${parameters[close]}`,
        description: {
          zh: `“${parameters[close]}”与下一级的差距小于规定`,
          en: `"${parameters[close]}" and the next are closer than the step`,
        },
        edit,
      },
    ]
  })
}

/** Best performance first: the worst gets the most. */
function turnedRound(ruleset: Ruleset, ids: readonly string[]): readonly Proposal[] {
  if (ids.length < 2) return []
  const edit = setAll(
    ruleset,
    ids.map((id, at) => [id, 50 + at] as const),
  )
  if (edit === undefined) return []
  return [
    {
      kind: 'payTurnedRound',
      path: `/parameters/${ids[0]}`,
      description: {
        zh: `做得越好所得越少：${ids.join('、')}`,
        en: `the better the work, the less it earns: ${ids.join(', ')}`,
      },
      edit,
    },
  ]
}

function fallingPay(ruleset: Ruleset, path: string): readonly Proposal[] {
  const schemes = ruleset.assessmentSchemes.filter(
    ({ id }) => path === '/assessmentSchemes' || path === `/assessmentSchemes/${id}`,
  )
  const orders = schemes.flatMap(({ grades, consequences = [] }) =>
    consequences.map(({ factors = [] }) =>
      grades.flatMap(({ id }) => factors.find((one) => one.id === id)?.factor.parameter ?? []),
    ),
  )
  const incentive = ruleset.incentives.find(({ id }) => path === `/incentives/${id}`)
  return [
    ...orders.flatMap((ids) => turnedRound(ruleset, ids)),
    ...(incentive === undefined ? [] : fallingIncentive(ruleset, path, incentive.id)),
  ]
}

function fallingIncentive(ruleset: Ruleset, path: string, id: string): readonly Proposal[] {
  const incentive = byId(ruleset.incentives, id)
  const propose = (kind: string, what: { zh: string; en: string }, edit: Proposal['edit']) => ({
    kind,
    path,
    description: {
      zh: `“${incentive.title.zh}”${what.zh}`,
      en: `"${incentive.title.en}" ${what.en}`,
    },
    edit,
  })
  const amounts = ruleset.parameters.filter(
    (parameter) =>
      incentive.parameters.includes(parameter.id) &&
      parameter.minimum === undefined &&
      ofPercent(parameter, -1) !== undefined,
  )
  return [
    ...amounts.flatMap((parameter) =>
      [first, '2031-07-01'].map((from) =>
        propose(
          'payFalling',
          { zh: '做得多反而扣减', en: 'takes away for doing more' },
          (draft) => {
            const value = ofPercent(parameter, -1)
            if (value !== undefined) byId(draft.parameters, parameter.id).values = [{ from, value }]
          },
        ),
      ),
    ),
    ...(incentive.reads.length === 0
      ? []
      : [
          propose('payUnlinked', { zh: '不再看绩效', en: 'no longer looks at it' }, (draft) => {
            byId(draft.incentives, id).reads = []
          }),
        ]),
    propose('payDropped', { zh: '被取消', en: 'is dropped' }, (draft) => {
      strike(draft.incentives, id)
    }),
  ]
}
