import { itemAt } from '../model/item-at.ts'
import type { Contract } from '../model/contract.ts'
import { isJsonObject } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Value } from '../model/value.ts'
import { contractedItems } from '../checks/check-contracts.ts'
import { byId, type Proposal, strike } from './mutation.ts'
import { fitsParameter, shiftedValue } from './shifted-value.ts'

const laterDay = '2031-07-01'
const steps = [1, 5, 20, 80]

/** Values moved across a floor, a ceiling or a contract: on the day they hold now, or from a later day on. Pure. */
export function weakenValues(ruleset: Ruleset): readonly Proposal[] {
  return [...crossedBounds(ruleset), ...brokenContracts(ruleset), ...descendingSwapped(ruleset)]
}

function crossedBounds(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) =>
    line.checks.flatMap((check) => {
      if (check.kind !== 'floor' && check.kind !== 'ceiling') return []
      const parameter = ruleset.parameters.find((known) => known.id === check.parameter)
      if (parameter === undefined) return []
      const sign = check.kind === 'floor' ? -1 : 1
      const kind = check.kind === 'floor' ? 'floorLowered' : 'ceilingRaised'
      return steps.flatMap((by) =>
        moves(parameter, shiftedValue(parameter, check.bound, sign * by), kind),
      )
    }),
  )
}

/** The value put in place of the newest, and set from a later day on. */
function moves(parameter: Parameter, value: Value | undefined, kind: string): readonly Proposal[] {
  if (value === undefined || !fitsParameter(parameter, value)) return []
  const { id, title } = parameter
  const shown = JSON.stringify(value)
  const at = parameter.values.length - 1
  const later: Proposal = {
    kind: `${kind}Later`,
    path: `/parameters/${id}`,
    description: {
      zh: `“${title.zh}”自 ${laterDay} 起改为 ${shown}`,
      en: `"${title.en}" becomes ${shown} from ${laterDay}`,
    },
    edit: (draft) => {
      byId(draft.parameters, id).values.push({ from: laterDay, value })
    },
  }
  if (at < 0) return [later]
  return [
    later,
    {
      kind,
      path: `/parameters/${id}`,
      description: { zh: `“${title.zh}”改为 ${shown}`, en: `"${title.en}" becomes ${shown}` },
      edit: (draft) => {
        const dated = byId(draft.parameters, id).values[at]
        if (dated !== undefined) dated.value = value
      },
    },
  ]
}

function brokenContracts(ruleset: Ruleset): readonly Proposal[] {
  return contractedItems(ruleset).flatMap(({ path, item, contract }) => {
    if (contract.mode === 'free') return []
    const found: Proposal[] = [...loosenedContracts(path, contract), ...struckItem(path)]
    const [, list, id] = path.split('/')
    if (list === 'parameters' && path.split('/').length === 3) {
      const parameter = ruleset.parameters.find((known) => known.id === id)
      if (parameter !== undefined) found.push(...outsideContract(parameter, contract))
    } else if (contract.mode === 'locked' || contract.mode === 'bounded')
      found.push(...lockedChanged(path, item))
    return found
  })
}

function outsideContract(parameter: Parameter, contract: Contract): readonly Proposal[] {
  const { direction, minimum, maximum } = contract
  const newest = parameter.values.at(-1)?.value
  switch (contract.mode) {
    case 'tightenOnly': {
      if (newest === undefined) return []
      const sign = direction === 'up' ? -1 : 1
      return steps.flatMap((by) =>
        moves(parameter, shiftedValue(parameter, newest, sign * by), 'tightenOnlyLoosened'),
      )
    }
    case 'bounded':
      return steps.flatMap((by) => [
        ...(minimum === undefined
          ? []
          : moves(parameter, shiftedValue(parameter, minimum, -by), 'boundsLeft')),
        ...(maximum === undefined
          ? []
          : moves(parameter, shiftedValue(parameter, maximum, by), 'boundsLeft')),
      ])
    case 'locked': {
      if (newest === undefined) return []
      return [...steps, ...steps.map((by) => -by)].flatMap((by) =>
        moves(parameter, shiftedValue(parameter, newest, by), 'lockedValueChanged'),
      )
    }
    case 'free':
      return []
  }
}

/** The item a path names in a draft, to be changed in place. */
function at(draft: Ruleset, path: string): Record<string, unknown> {
  const item = itemAt(draft, path)
  if (!isJsonObject(item)) throw new TypeError(`There is no item at ${path}.`)
  return item
}

function holderOf(item: Record<string, unknown>): Record<string, unknown> {
  return isJsonObject(item['meta']) && !('contract' in item) ? item['meta'] : item
}

function loosenedContracts(path: string, contract: Contract): readonly Proposal[] {
  const loosened: [string, { zh: string; en: string }, Contract | undefined][] = [
    ['contractRemoved', { zh: '删去约束', en: 'its contract is struck out' }, undefined],
    ['contractFreed', { zh: '约束改为可自定', en: 'its contract becomes free' }, { mode: 'free' }],
  ]
  if (contract.exceptions !== true)
    loosened.push([
      'contractExcused',
      { zh: '约束改为允许例外', en: 'its contract comes to allow exceptions' },
      { ...contract, exceptions: true },
    ])
  if (contract.direction !== undefined)
    loosened.push([
      'contractTurned',
      { zh: '从严方向颠倒', en: 'its stricter direction is turned round' },
      { ...contract, direction: contract.direction === 'up' ? 'down' : 'up' },
    ])
  if (contract.mode === 'bounded' && (contract.minimum ?? contract.maximum) !== undefined) {
    const { minimum: _minimum, maximum: _maximum, ...wide } = contract
    loosened.push(['contractWidened', { zh: '范围放开', en: 'its bounds are dropped' }, wide])
    loosened.push([
      'contractWidened',
      { zh: '以从严代替范围', en: 'its bounds give way to tighten only' },
      { ...wide, mode: 'tightenOnly', direction: 'up' },
    ])
  }
  if (contract.mode === 'tightenOnly')
    loosened.push([
      'contractTakenOver',
      { zh: '改由县区锁定并允许例外', en: 'the county takes the lock over and allows exceptions' },
      { ...contract, mode: 'locked', authority: 'county', exceptions: true },
    ])
  return loosened.map(([kind, what, replaced]) => ({
    kind,
    path,
    description: { zh: `${path}：${what.zh}`, en: `${path}: ${what.en}` },
    edit: (draft) => {
      const holder = holderOf(at(draft, path))
      if (replaced === undefined) delete holder['contract']
      else holder['contract'] = replaced
    },
  }))
}

function struckItem(path: string): readonly Proposal[] {
  const [, list, id, ...deeper] = path.split('/')
  if (list === undefined || id === undefined || deeper.length > 0) return []
  return [
    {
      kind: 'contractedItemRemoved',
      path,
      description: { zh: `删去 ${path}`, en: `${path} is removed` },
      edit: (draft) => {
        strike((draft as unknown as Record<string, { id: string }[]>)[list] ?? [], id)
      },
    },
  ]
}

/** What a locked item says is changed, one field at a time. */
function lockedChanged(path: string, item: Readonly<Record<string, unknown>>): readonly Proposal[] {
  const turned: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    direction: {
      higherIsBetter: 'lowerIsBetter',
      lowerIsBetter: 'higherIsBetter',
      metOrNot: 'higherIsBetter',
      atLeast: 'atMost',
      atMost: 'atLeast',
    },
    unit: {
      ratio: 'count',
      percentagePoint: 'count',
      count: 'ratio',
      money: 'count',
      score: 'count',
      text: 'count',
    },
  }
  return Object.entries(turned).flatMap(([field, others]) => {
    const now = item[field]
    const next = typeof now === 'string' ? others[now] : undefined
    if (next === undefined) return []
    return [
      {
        kind: 'lockedItemChanged',
        path,
        description: {
          zh: `${path} 的 ${field} 改为 ${next}`,
          en: `the ${field} of ${path} becomes ${next}`,
        },
        edit: (draft: Ruleset) => {
          at(draft, path)[field] = next
        },
      },
    ]
  })
}

function descendingSwapped(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) =>
    line.checks.flatMap((check) => {
      if (check.kind !== 'descending') return []
      return check.parameters.slice(1).flatMap((lower, index): Proposal[] => {
        const higher = check.parameters[index] ?? ''
        const parts = [higher, lower].map((id) =>
          ruleset.parameters.find((known) => known.id === id),
        )
        if (parts.some((part) => part === undefined || part.values.length === 0)) return []
        return [
          {
            kind: 'orderSwapped',
            path: `/parameters/${higher}`,
            description: {
              zh: `“${parts[0]?.title.zh}”与“${parts[1]?.title.zh}”的高低对调`,
              en: `"${parts[0]?.title.en}" and "${parts[1]?.title.en}" change places`,
            },
            edit: (draft) => {
              const [one, other] = [byId(draft.parameters, higher), byId(draft.parameters, lower)]
              ;[one.values, other.values] = [other.values, one.values]
            },
          },
        ]
      })
    }),
  )
}
