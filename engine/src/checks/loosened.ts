import { compareValues, hasOrder } from '../decisions/compare-values.ts'
import { formatParameter } from '../decisions/format-value.ts'
import { fitsType } from '../decisions/fits-type.ts'
import type { Contract } from '../model/contract.ts'
import { isJsonObject, jsonEqual } from '../model/json.ts'
import { authoredOutcomes } from '../model/outcome.ts'
import type { DatedValue, Parameter } from '../model/parameter.ts'
import type { Text } from '../model/text.ts'
import type { Value } from '../model/value.ts'
import { addDays } from '../model/calendar.ts'

interface ParameterTerms {
  readonly contract: Contract
  /** Last day an exception covers: the contract holds again from the day after. */
  readonly coveredUntil?: string
}

/** How a child's parameter breaks its contract, if it does: told for the first day on which it does. Pure. */
export function looserParameter(
  theirs: Parameter,
  ours: Parameter,
  { contract, coveredUntil }: ParameterTerms,
): Text | undefined {
  if (ours.type !== theirs.type) return { zh: '不得改变类型', en: 'its type may not be changed' }
  // Thirty days are no thirty hours.
  if (ours.unit !== theirs.unit) return { zh: '不得改变单位', en: 'its unit may not be changed' }
  if (theirs.required && !ours.required)
    return { zh: '不得改为可缺省', en: 'it may not be made optional' }
  const days = new Set([...theirs.values, ...ours.values].map((dated) => dated.from))
  if (coveredUntil !== undefined) days.add(addDays(coveredUntil, 1))
  for (const day of [...days].toSorted((a, b) => (a < b ? -1 : 1))) {
    if (coveredUntil !== undefined && day <= coveredUntil) continue
    const problem = looserOn(day, { theirs, ours, contract })
    if (problem !== undefined) return problem
  }
  return undefined
}

function looserOn(
  day: string,
  { theirs, ours, contract }: { theirs: Parameter; ours: Parameter; contract: Contract },
): Text | undefined {
  const bound = valueOn(theirs.values, day)
  const value = valueOn(ours.values, day)
  if (value === undefined) {
    // What the parent left open may stay open; what it set may not be unset.
    return bound === undefined
      ? undefined
      : { zh: `自 ${day} 起没有值`, en: `it has no value from ${day}` }
  }
  if (!fitsType(ours.type, value)) return undefined
  switch (contract.mode) {
    case 'free':
      return undefined
    case 'locked':
      return bound === undefined || jsonEqual(bound, value)
        ? undefined
        : { zh: `自 ${day} 起被改动`, en: `it is changed from ${day}` }
    case 'bounded':
      return outside(day, ours, { value, contract })
    case 'tightenOnly': {
      if (bound === undefined || !looser(ours, value, { bound, contract }))
        return outside(day, ours, { value, contract })
      const [mine, limit] = [shown(ours, value), shown(ours, bound)]
      return {
        zh: `自 ${day} 起的 ${mine.zh} 比上级的 ${limit.zh} 宽松`,
        en: `${mine.en} from ${day} is looser than the parent's ${limit.en}`,
      }
    }
  }
}

/** Bounds hold in every mode that states them. */
function outside(
  day: string,
  parameter: Parameter,
  { value, contract }: { value: Value; contract: Contract },
): Text | undefined {
  const allowed = contract.oneOf
  const listed = allowed === undefined || allowed.some((one) => jsonEqual(one, value))
  if (listed && within(parameter, value, contract)) return undefined
  const { zh, en } = shown(parameter, value)
  return {
    zh: `自 ${day} 起的 ${zh} 超出上级允许的范围`,
    en: `${en} from ${day} is outside what is allowed`,
  }
}

function shown(parameter: Parameter, value: Value): Text {
  return {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
}

function within(parameter: Parameter, value: Value, { minimum, maximum }: Contract): boolean {
  const { type } = parameter
  if (!hasOrder(type)) return true
  return (
    (minimum === undefined || !compareValues({ type }, 'lessThan', value, minimum)) &&
    (maximum === undefined || !compareValues({ type }, 'greaterThan', value, maximum))
  )
}

/** `up`: a value may only rise, a list only grow; `down`: only fall, only shrink. */
function looser(
  { type }: Parameter,
  value: Value,
  { bound, contract }: { bound: Value; contract: Contract },
): boolean {
  const up = contract.direction === 'up'
  if (Array.isArray(value) && Array.isArray(bound)) {
    const [inner, outer] = up ? [bound, value] : [value, bound]
    return inner.some((code) => !outer.includes(code))
  }
  if (!hasOrder(type)) return !jsonEqual(value, bound)
  return compareValues({ type }, up ? 'lessThan' : 'greaterThan', value, bound)
}

function valueOn(values: readonly DatedValue[], day: string): Value | undefined {
  return values
    .filter((dated) => dated.from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.value
}

type Item = Readonly<Record<string, unknown>>

/**
 * How a child's rule or row is looser than its parent's: its outcome may only grow stricter, and what it says of when
 * it holds may not change. Anything else under `tightenOnly` keeps all but its wording. Pure.
 */
export function loosenedLine(theirs: Item, ours: Item): Text | undefined {
  const before = parts(theirs)
  const after = parts(ours)
  if (!jsonEqual(before.rest, after.rest))
    return { zh: '适用条件不得改动', en: 'what it says of when it holds may not be changed' }
  if (before.rank === -1 || after.rank <= before.rank) return undefined
  return { zh: '结论不得放宽', en: 'its outcome may not be made milder' }
}

/** An item without its wording, and how strict its outcome is (lower is stricter, -1 for none). */
function parts(item: Item): { readonly rest: unknown; readonly rank: number } {
  const {
    title: _t,
    description: _d,
    cites: _c,
    contract: _k,
    derivedFrom: _l,
    then,
    ...rest
  } = item
  if (!isJsonObject(then)) return { rest, rank: -1 }
  const { reason: _reason, outcome, effects: _effects, ...follows } = then
  const rank = authoredOutcomes.indexOf(outcome as (typeof authoredOutcomes)[number])
  return { rest: { ...rest, ...(Object.keys(follows).length > 0 ? { follows } : {}) }, rank }
}
