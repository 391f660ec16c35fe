import type { Condition } from '../model/condition.ts'
import type { Fact } from '../model/fact.ts'
import { itemAt } from '../model/item-at.ts'
import { isJsonObject } from '../model/json.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { byId, type Proposal, strike } from './mutation.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import { hasOrder, operandType } from '../decisions/compare-values.ts'

/** What the red lines hold in funds, splits, incentives and assessment is taken away piece by piece. Pure. */
export function weakenSchemes(ruleset: Ruleset): readonly Proposal[] {
  const checks = ruleset.redLines.flatMap((line) => line.checks)
  return checks.flatMap((check) => {
    switch (check.kind) {
      case 'fundRequires':
        return check.decisions.map((decision) => ({
          kind: 'fundPreconditionDropped',
          path: `/funds/${check.fund}`,
          description: {
            zh: `基金“${check.fund}”分配前不再要求“${decision}”`,
            en: `the fund "${check.fund}" no longer asks "${decision}" before distributing`,
          },
          edit: (draft: Ruleset) => {
            const fund = byId(draft.funds, check.fund)
            fund.distributionRequires = fund.distributionRequires.filter((id) => id !== decision)
          },
        }))
      case 'wholeSplit':
        return check.items.flatMap((path) => brokenSplit(ruleset, path))
      case 'requiredItems':
        return check.items.flatMap(withoutItem)
      case 'groupExcludes':
        return movedIndicators(ruleset, check)
      case 'paired':
        return alone(ruleset, check)
      case 'readsWith':
        return readAlone(ruleset, check)
      case 'barredFacts':
        return barredReads(ruleset, check)
      default:
        return []
    }
  })
}

type CheckOfKind<K extends RedLineCheck['kind']> = Extract<RedLineCheck, { kind: K }>

function brokenSplit(ruleset: Ruleset, path: string): readonly Proposal[] {
  const item = itemAt(ruleset, path)
  const split = isJsonObject(item) ? item['split'] : undefined
  const shares = isJsonObject(split) ? split['shares'] : split
  const weights = (Array.isArray(shares) ? shares : []).flatMap((share) => {
    const weight = isJsonObject(share) ? share['weight'] : undefined
    const id = isJsonObject(weight) ? weight['parameter'] : undefined
    return typeof id === 'string' ? [id] : []
  })
  const set = (draft: Ruleset, id: string, value: number) => {
    const parameter = byId(draft.parameters, id)
    delete parameter.minimum
    parameter.values = [{ from: '2020-01-01', value }]
  }
  if (weights.length === 0) return []
  return [
    ...weights.map((id) => ({
      kind: 'splitNegative',
      path,
      description: {
        zh: `${path} 的一份为负（${id}）`,
        en: `a part of ${path} is negative (${id})`,
      },
      edit: (draft: Ruleset) => {
        for (const other of weights) set(draft, other, other === id ? -1 : 3)
      },
    })),
    {
      kind: 'splitAllZero',
      path,
      description: { zh: `${path} 各份全为零`, en: `every part of ${path} is zero` },
      edit: (draft) => {
        for (const id of weights) set(draft, id, 0)
      },
    },
  ]
}

function withoutItem(path: string): readonly Proposal[] {
  const [, list = '', id = '', ...deeper] = path.split('/')
  if (deeper.length > 0) return []
  return [
    {
      kind: 'requiredItemRemoved',
      path,
      description: { zh: `删去 ${path}`, en: `${path} is removed` },
      edit: (draft) => {
        strike((draft as unknown as Record<string, { id: string }[]>)[list] ?? [], id)
      },
    },
  ]
}

function movedIndicators(
  ruleset: Ruleset,
  check: CheckOfKind<'groupExcludes'>,
): readonly Proposal[] {
  const groups = ruleset.assessmentGroups.filter((group) => group.kind === check.group)
  return ruleset.indicators
    .filter((indicator) => indicator.tags?.includes(check.tag) === true)
    .flatMap((indicator) => {
      const path = `/indicators/${indicator.id}`
      const into = groups.map((group) => ({
        kind: 'indicatorMoved',
        path,
        description: {
          zh: `指标“${indicator.title.zh}”放进“${group.title.zh}”`,
          en: `the indicator "${indicator.title.en}" moves into "${group.title.en}"`,
        },
        edit: (draft: Ruleset) => {
          byId(draft.assessmentGroups, group.id).indicators.push(indicator.id)
        },
      }))
      const unmarked = into.map((proposal) => ({
        ...proposal,
        kind: 'indicatorMovedUnmarked',
        edit: (draft: Ruleset) => {
          proposal.edit(draft)
          const own = byId(draft.indicators, indicator.id)
          own.tags = (own.tags ?? []).filter((tag) => tag !== check.tag)
        },
      }))
      const made: Proposal = {
        kind: 'indicatorMoved',
        path,
        description: {
          zh: `指标“${indicator.title.zh}”放进新的分组`,
          en: `the indicator "${indicator.title.en}" moves into a new group`,
        },
        edit: (draft) => {
          draft.assessmentGroups.push({
            id: 'groupOfItsOwn',
            title: { zh: '新分组', en: 'new group' },
            kind: check.group,
            indicators: [indicator.id],
            cites: indicator.cites,
          })
        },
      }
      return [...into, ...unmarked, made]
    })
}

function alone(ruleset: Ruleset, check: CheckOfKind<'paired'>): readonly Proposal[] {
  const tagged = (tags: readonly string[] | undefined, wanted: readonly string[]) =>
    tags?.some((tag) => wanted.includes(tag)) === true
  const first = ruleset.indicators.find(
    ({ tags }) => tagged(tags, [check.tag]) && !tagged(tags, check.with),
  )
  if (first === undefined) return []
  return [
    {
      kind: 'indicatorLeftAlone',
      path: `/indicators/${first.id}`,
      description: {
        zh: `“${first.title.zh}”之外不再考核其他方面`,
        en: `nothing is assessed beside "${first.title.en}"`,
      },
      edit: (draft) => {
        draft.indicators = draft.indicators.filter(({ tags }) => !tagged(tags, check.with))
      },
    },
  ]
}

/** An incentive that reads what may not be read alone leaves out what stands beside it. */
function readAlone(ruleset: Ruleset, check: CheckOfKind<'readsWith'>): readonly Proposal[] {
  if (!check.lists.includes('incentives')) return []
  return ruleset.incentives
    .filter(({ reads }) => reads.some((fact) => check.facts.includes(fact)))
    .map(({ id, title }) => ({
      kind: 'readAlone',
      path: `/incentives/${id}`,
      description: {
        zh: `“${title.zh}”只依据“${check.facts.join('、')}”`,
        en: `"${title.en}" rests on ${check.facts.join(', ')} alone`,
      },
      edit: (draft: Ruleset) => {
        const incentive = byId(draft.incentives, id)
        incentive.reads = incentive.reads.filter((fact) => !check.with.includes(fact))
      },
    }))
}

/** An item of each list comes to read a barred fact: at once, through a named condition, through a decision. */
function barredReads(ruleset: Ruleset, check: CheckOfKind<'barredFacts'>): readonly Proposal[] {
  return check.facts.flatMap((prefix) => {
    const declared = ruleset.facts.find((fact) => fact.id.startsWith(prefix))
    const fact: Fact = declared ?? {
      id: /^[A-Za-z]/.test(prefix) ? `${prefix.replace(/\.$/, '')}.balance` : prefix,
      type: 'boolean',
      title: { zh: '所禁之项', en: 'what is barred' },
    }
    if (!fact.id.startsWith(prefix)) return []
    const declare = (draft: Ruleset) => {
      if (declared === undefined) draft.facts.push(fact)
    }
    const reads: Condition = readsFact(fact)
    return check.lists.flatMap((list) =>
      ruleset[list].slice(0, 6).flatMap((item): Proposal[] => {
        const propose = (kind: string, edit: (draft: Ruleset) => void): Proposal => ({
          kind,
          path: `/${list}/${item.id}`,
          description: {
            zh: `“${item.title.zh}”改为依据“${fact.id}”`,
            en: `"${item.title.en}" comes to rest on "${fact.id}"`,
          },
          edit: (draft) => {
            declare(draft)
            edit(draft)
          },
        })
        const named = (draft: Ruleset): Condition => {
          draft.conditions.push({
            id: 'roundabout',
            title: { zh: '转引的条件', en: 'a condition in between' },
            condition: reads,
          })
          return { condition: 'roundabout' }
        }
        switch (list) {
          case 'decisions':
            return [
              propose('barredFactRead', (draft) => {
                narrow(draft, item.id, reads)
              }),
              propose('barredFactReadNamed', (draft) => {
                narrow(draft, item.id, named(draft))
              }),
            ]
          case 'incentives':
            return [
              propose('barredFactRead', (draft) => {
                byId(draft.incentives, item.id).reads.push(fact.id)
              }),
              propose('barredFactReadNamed', (draft) => {
                byId(draft.incentives, item.id).appliesWhen = named(draft)
              }),
            ]
          case 'prices':
          case 'reimbursement':
            return [
              propose('barredFactRead', (draft) => {
                byId<{ id: string; appliesWhen?: Condition | undefined }>(
                  draft[list],
                  item.id,
                ).appliesWhen = reads
              }),
            ]
          case 'funds':
            return [
              propose('barredFactRead', (draft) => {
                byId(draft.funds, item.id).spent = fact.id
              }),
            ]
        }
      }),
    )
  })
}

function narrow(draft: Ruleset, decision: string, condition: Condition): void {
  const found = byId(draft.decisions, decision)
  found.appliesWhen =
    found.appliesWhen === undefined ? condition : { all: [found.appliesWhen, condition] }
}

/** A comparison that reads the fact, fitting its type. */
function readsFact(fact: Fact): Condition {
  const { operators } = valueTypeModules[fact.type]
  const operator = hasOrder(fact.type) ? 'greaterThan' : (operators[0] ?? 'equal')
  const [value = ''] = valueTypeModules[operandType(fact.type, operator)].samples(fact)
  return { fact: fact.id, operator, value }
}
