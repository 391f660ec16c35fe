import { splitPlaces } from '../checks/unusual/split-places.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { frozenPaths } from './frozen-paths.ts'
import { byId, type Proposal } from './mutation.ts'
import { fitsParameter } from './shifted-value.ts'

/** One party takes everything of a split, and a budget is a hundredth of what was raised. Pure. */
export function weakenShares(ruleset: Ruleset): readonly Proposal[] {
  return [...allForOne(ruleset), ...smallBudgets(ruleset)]
}

function allForOne(ruleset: Ruleset): readonly Proposal[] {
  return splitPlaces(ruleset).flatMap(({ path, title, shares }) => {
    const weights = shares.flatMap(({ weight }) => free(ruleset, weight.parameter))
    const shared = weights.filter(({ values }) => typeof values.at(-1)?.value === 'number')
    if (shared.length < 2 || shared.length < shares.length) return []
    const given = shared.every(({ values }) => Number(values.at(-1)?.value) > 0)
    if (!given) return []
    return shared.map((winner) => ({
      kind: 'shareOfAll',
      path: `${path}/shares`,
      description: {
        zh: `“${title.zh}”全部归“${winner.title.zh}”`,
        en: `all of "${title.en}" goes to "${winner.title.en}"`,
      },
      edit: (draft: Ruleset) => {
        for (const { id } of shared) newest(draft, id, id === winner.id ? 100 : 0)
      },
    }))
  })
}

function smallBudgets(ruleset: Ruleset): readonly Proposal[] {
  const value: Value = { numerator: 1, denominator: 100 }
  return ruleset.funds
    .flatMap(({ budgetRate }) => free(ruleset, budgetRate.parameter))
    .filter((parameter) => parameter.values.length > 0 && fitsParameter(parameter, value))
    .map(({ id, title }) => ({
      kind: 'budgetOfOnePercent',
      path: `/parameters/${id}`,
      description: { zh: `“${title.zh}”改为 1%`, en: `"${title.en}" becomes 1%` },
      edit: (draft) => {
        newest(draft, id, value)
      },
    }))
}

/** The parameter, where no contract speaks of its value. */
function free(ruleset: Ruleset, id: string): readonly Parameter[] {
  if (frozenPaths(ruleset).includes(`/parameters/${id}`)) return []
  return ruleset.parameters.filter(
    (parameter) =>
      parameter.id === id &&
      (parameter.contract === undefined || parameter.contract.mode === 'free'),
  )
}

function newest(draft: Ruleset, id: string, value: Value): void {
  const dated = byId(draft.parameters, id).values.at(-1)
  if (dated !== undefined) dated.value = value
}
