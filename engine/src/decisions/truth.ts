/** Kleene's three values. Unknown is never false. */
export type Truth = boolean | 'unknown'

/** True when all are, false when any is, otherwise unknown. Pure. */
export function allOf(values: readonly Truth[]): Truth {
  let result: Truth = true
  for (const value of values) {
    if (value === false) return false
    if (value === 'unknown') result = 'unknown'
  }
  return result
}

/** True when any is, false when all are, otherwise unknown. Pure. */
export function anyOf(values: readonly Truth[]): Truth {
  let result: Truth = false
  for (const value of values) {
    if (value === true) return true
    if (value === 'unknown') result = 'unknown'
  }
  return result
}

/** The opposite; of unknown, unknown. Pure. */
export function notOf(value: Truth): Truth {
  return value === 'unknown' ? 'unknown' : !value
}
