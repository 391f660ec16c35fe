import { parameterAsOf } from '../decisions/parameter-value.ts'
import type { Fund, Share } from '../model/fund.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'

/** What a fund says of who gets and who bears: parties that are one, limits that leave a rest to nobody, bonuses. Pure. */
export function checkFunds(ruleset: Ruleset): readonly Issue[] {
  return [
    ...ruleset.funds.flatMap((fund) => [
      ...checkLimits(fund),
      ...checkShared(ruleset, fund),
      ...checkBonuses(ruleset, fund),
      ...checkParties(ruleset, `/funds/${fund.id}/split/shares`, {
        title: fund.title,
        shares: fund.split.shares,
      }),
    ]),
    ...ruleset.incentives.flatMap(({ id, title, split }) =>
      checkParties(ruleset, `/incentives/${id}/split`, { title, shares: split ?? [] }),
    ),
  ]
}

function checkLimits({ id, title, overspend }: Fund): readonly Issue[] {
  const shares = overspend.shares ?? []
  const rest = shares.filter(({ part }) => part === undefined)
  const limited = shares.some(({ limit }) => limit !== undefined)
  return limited && (rest.length !== 1 || rest[0]?.limit !== undefined)
    ? [createIssue('OVERSPEND_LIMIT', `/funds/${id}/overspend/shares`, { title })]
    : []
}

/** The first day on which an overspend is shared among nobody. */
function checkShared(ruleset: Ruleset, { id, title, overspend }: Fund): readonly Issue[] {
  const { bearer, shares = [] } = overspend
  const shared = indexRuleset(ruleset)
    .parameters.get(bearer.parameter)
    ?.values.find(({ value }) => value === 'shared')
  return shared === undefined || shares.length > 0
    ? []
    : [
        createIssue('OVERSPEND_UNSHARED', `/funds/${id}/overspend/shares`, {
          title,
          from: shared.from,
        }),
      ]
}

function checkBonuses(ruleset: Ruleset, { id, title, bonuses }: Fund): readonly Issue[] {
  const { incentives } = indexRuleset(ruleset)
  return (bonuses ?? []).flatMap((name) => {
    const bonus = incentives.get(name)
    if (bonus === undefined) return []
    const missing: Text[] = [
      ...(bonus.part === undefined
        ? [{ zh: '提取结余的多少', en: 'which part of the surplus' }]
        : []),
      ...(bonus.split === undefined ? [{ zh: '分给谁', en: 'who gets it' }] : []),
    ]
    return missing.map((detail) =>
      createIssue('BONUS_INCOMPLETE', `/funds/${id}/bonuses`, {
        title,
        bonus: bonus.title,
        detail,
      }),
    )
  })
}

/** The first day on which two parts of a split go to one party. */
function checkParties(
  ruleset: Ruleset,
  path: string,
  { title, shares }: { readonly title: Text; readonly shares: readonly Share[] },
): readonly Issue[] {
  const index = indexRuleset(ruleset).parameters
  const named = shares.flatMap((share) => {
    const parameter = share.party && index.get(share.party.parameter)
    return parameter === undefined ? [] : [{ share, parameter }]
  })
  const days = new Set(named.flatMap(({ parameter }) => parameter.values.map(({ from }) => from)))
  for (const from of [...days].toSorted()) {
    const parties = new Map<string, Share>()
    for (const { share, parameter } of named) {
      const code = parameterAsOf(parameter, from)?.value
      if (typeof code !== 'string') continue
      const first = parties.get(code)
      const party = parameter.codes?.find((known) => known.code === code)?.title
      if (first !== undefined)
        return [
          createIssue('PARTY_TWICE', path, {
            title,
            from,
            first: first.title,
            second: share.title,
            party: party ?? { zh: code, en: code },
          }),
        ]
      parties.set(code, share)
    }
  }
  return []
}
