import type { Consequence, Decision } from '../model/decision.ts'
import { authoredOutcomes, type Outcome } from '../model/outcome.ts'
import { aggregate } from './aggregate.ts'
import type { Resolution } from './hit-policy.ts'

/** The outcome of a decision that applies, by the lines that count. Pure. */
export function outcomeOf(decision: Decision, resolution: Resolution): Outcome {
  switch (resolution.kind) {
    case 'unresolved':
      return 'needsFacts'
    case 'conflict':
      return 'requireReview'
    case 'otherwise':
      if (decision.otherwise === undefined) return 'notAssessable'
      return decision.otherwise.outcome ?? 'allow'
    case 'hits':
      // Beyond what the type of the column can hold somebody has to look at it.
      if (aggregate(decision, resolution.lines) === undefined) return 'requireReview'
      return strictestOutcome(resolution.lines)
  }
}

/** Of several lines that count, the strictest outcome; a line that states none allows. Pure. */
export function strictestOutcome(lines: readonly { readonly then: Consequence }[]): Outcome {
  const outcomes = lines.map((line) => line.then.outcome ?? 'allow')
  return authoredOutcomes.find((outcome) => outcomes.includes(outcome)) ?? 'allow'
}
