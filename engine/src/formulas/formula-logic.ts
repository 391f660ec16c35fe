import { asType, obstacleAmong, unknownAmong } from './formula-operands.ts'
import type { FormulaOutcome, FormulaTrace } from './formula-result.ts'

/** Kleene's `and`: false when either part is, whatever the other. Pure. */
export function conjunction(parts: readonly FormulaTrace[]): FormulaOutcome {
  return decidedBy(false, parts)
}

/** Kleene's `or`: true when either part is, whatever the other. Pure. */
export function disjunction(parts: readonly FormulaTrace[]): FormulaOutcome {
  return decidedBy(true, parts)
}

/** The opposite; of unknown, unknown. Pure. */
export function negation(parts: readonly FormulaTrace[]): FormulaOutcome {
  const typed = parts.map((part) => asType(part, 'boolean'))
  return obstacleAmong(typed) ?? { kind: 'value', value: typed.some(isValue(false)) }
}

function decidedBy(deciding: boolean, parts: readonly FormulaTrace[]): FormulaOutcome {
  const typed = parts.map((part) => asType(part, 'boolean'))
  if (typed.some(isValue(deciding))) return { kind: 'value', value: deciding }
  // Unknown comes first here: it may yet turn out to be the value that decides alone.
  return unknownAmong(typed) ?? obstacleAmong(typed) ?? { kind: 'value', value: !deciding }
}

function isValue(value: boolean): (part: FormulaTrace) => boolean {
  return ({ outcome }) => outcome.kind === 'value' && outcome.value === value
}
