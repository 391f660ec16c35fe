import { type DatedValue, jsonEqual } from '@jieli/engine'

/** Which days are meant: after the one, before the other. */
interface Between {
  readonly after: string
  readonly before?: string
}

/**
 * Takes away the inherited values that would end a value of the ruleset's own: it goes on up to the next of its own.
 * @param inherited the values below
 */
export function dropEnding(
  values: DatedValue[],
  inherited: readonly DatedValue[],
  { after, before }: Between,
): void {
  const end = nextOwn(values, inherited, after)
  const kept = values.filter(
    (dated) =>
      dated.from <= after ||
      dated.from >= end ||
      (before !== undefined && dated.from >= before) ||
      !isAmong(dated, inherited),
  )
  values.splice(0, values.length, ...kept)
}

/** Puts back the inherited values that a value of the ruleset's own went past, once that is gone. */
export function restoreEnded(
  values: DatedValue[],
  inherited: readonly DatedValue[],
  after: string,
): void {
  const before = values.findLast(({ from }) => from < after)
  // An earlier value of its own goes on instead.
  if (before !== undefined && !isAmong(before, inherited)) return
  const end = nextOwn(values, inherited, after)
  const days = new Set(values.map(({ from }) => from))
  const back = inherited.filter(({ from }) => from > after && from < end && !days.has(from))
  values.push(...back)
  values.sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** True for a value just as it is inherited. */
export function isAmong(dated: DatedValue, inherited: readonly DatedValue[]): boolean {
  return inherited.some((other) => jsonEqual(other, dated))
}

const never = '9999-12-31'

function nextOwn(
  values: readonly DatedValue[],
  inherited: readonly DatedValue[],
  after: string,
): string {
  const own = values.filter((dated) => dated.from > after && !isAmong(dated, inherited))
  return own.map(({ from }) => from).toSorted()[0] ?? never
}
