import { z } from 'zod'

/**
 * What a decision can yield. There is deliberately no outcome that denies care:
 * `denyInstitutionalAction` stops an institution from acting in its own name, never a patient from being treated.
 * `needsFacts` and `notAssessable` are computed, the others are authored.
 */
export const outcomes = [
  'denyInstitutionalAction',
  'requireReview',
  'requireReason',
  'allowWithAdvice',
  'allow',
  'needsFacts',
  'notAssessable',
] as const
export const outcomeSchema = z.enum(outcomes).meta({ id: 'Outcome' })
export type Outcome = z.infer<typeof outcomeSchema>

/** Outcomes a rule may state, strictest first: the order the hit policy `priority` uses. */
export const authoredOutcomes = [
  'denyInstitutionalAction',
  'requireReview',
  'requireReason',
  'allowWithAdvice',
  'allow',
] as const
export const authoredOutcomeSchema = z.enum(authoredOutcomes).meta({ id: 'AuthoredOutcome' })
export type AuthoredOutcome = z.infer<typeof authoredOutcomeSchema>
