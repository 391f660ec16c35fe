import { compareValues, operatorsOfType } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { fitsType } from '../decisions/value-problem.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import type { Contract } from '../model/contract.ts'
import type { DatedValue, Parameter } from '../model/parameter.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { authorityTitles } from './authority-titles.ts'

const modeTitles: Readonly<Record<Contract['mode'], Text>> = {
  free: { zh: '可自定', en: 'free' },
  bounded: { zh: '限定范围', en: 'bounded' },
  tightenOnly: { zh: '只可从严', en: 'tighten only' },
  locked: { zh: '不可改动', en: 'locked' },
}

/** Parameters whose override breaks the contract the parent put on them. Pure. */
export function checkContracts(ruleset: Ruleset, parent: Ruleset | undefined): readonly Issue[] {
  const own = new Map(ruleset.parameters.map((parameter) => [parameter.id, parameter]))
  return (parent?.parameters ?? []).flatMap((theirs) => {
    const ours = own.get(theirs.id)
    const { contract } = theirs
    if (contract === undefined || contract.mode === 'free') return []
    const detail = ours === undefined ? removed : breach(theirs, ours, contract)
    if (detail === undefined) return []
    return [
      createIssue('CONTRACT_BROKEN', `/parameters/${theirs.id}`, {
        title: theirs.title,
        mode: modeTitles[contract.mode],
        authority: authorityTitles[contract.authority ?? 'province'],
        detail,
      }),
    ]
  })
}

const removed: Text = { zh: '不得删除', en: 'it may not be removed' }

function breach(theirs: Parameter, ours: Parameter, contract: Contract): Text | undefined {
  if (!jsonEqual(theirs.contract, ours.contract))
    return { zh: '不得改动上级设定的约束', en: 'the contract itself may not be changed' }
  if (ours.type !== theirs.type) return { zh: '不得改变类型', en: 'its type may not be changed' }
  switch (contract.mode) {
    case 'locked':
      return jsonEqual(theirs.values, ours.values)
        ? undefined
        : { zh: '不得改动', en: 'it may not be changed' }
    case 'tightenOnly':
      return loosened(theirs, ours, contract.direction ?? 'down')
    case 'bounded':
      return jsonEqual([theirs.minimum, theirs.maximum], [ours.minimum, ours.maximum])
        ? undefined
        : { zh: '不得放宽上级设定的范围', en: 'the bounds may not be changed' }
    case 'free':
      return undefined
  }
}

/** On every day, the child's value may not be looser than the parent's on that day. */
function loosened(theirs: Parameter, ours: Parameter, direction: 'up' | 'down'): Text | undefined {
  if (!operatorsOfType[theirs.type].includes('lessThan')) return undefined
  const days = [
    ...new Set([...theirs.values, ...ours.values].map((dated) => dated.from)),
  ].toSorted()
  for (const day of days) {
    const bound = valueOn(theirs.values, day)
    const value = valueOn(ours.values, day)
    if (bound === undefined) continue
    if (value === undefined) return { zh: `自 ${day} 起没有值`, en: `it has no value from ${day}` }
    if (!fitsType(theirs.type, bound) || !fitsType(theirs.type, value)) continue
    const looser = direction === 'up' ? 'lessThan' : 'greaterThan'
    if (compareValues(theirs.type, looser, value, bound))
      return {
        zh: `自 ${day} 起的 ${formatParameter(ours, value, 'zh')} 比上级的 ${formatParameter(theirs, bound, 'zh')} 宽松`,
        en: `${formatParameter(ours, value, 'en')} from ${day} is looser than the parent's ${formatParameter(theirs, bound, 'en')}`,
      }
  }
  return undefined
}

function valueOn(values: readonly DatedValue[], day: string): DatedValue['value'] | undefined {
  return values
    .filter((dated) => dated.from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.value
}
