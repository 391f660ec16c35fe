import { z } from 'zod'

export const outcomes = [
  'denyInstitutionalAction',
  'requireReview',
  'requireReason',
  'allowWithAdvice',
  'allow',
  'needsFacts',
  'notAssessable',
] as const
export const outcomeSchema = z.enum(outcomes).meta({
  id: 'Outcome',
  description:
    'What a decision can yield: one of the outcomes a rule may state, or `needsFacts` (not enough is known) or `notAssessable` (the decision does not apply, or no line speaks and there is no `otherwise`).',
})
export type Outcome = z.infer<typeof outcomeSchema>

export const authoredOutcomes = [
  'denyInstitutionalAction',
  'requireReview',
  'requireReason',
  'allowWithAdvice',
  'allow',
] as const
export const authoredOutcomeSchema = z.enum(authoredOutcomes).meta({
  id: 'AuthoredOutcome',
  description:
    'What a rule may state, the strictest first. `denyInstitutionalAction`: the institution may not act in its own name; this never denies a patient care, and no outcome does. `requireReview`: somebody has to look at it. `requireReason`: it may go on with a written reason. `allowWithAdvice`: it may go on, and the reason is advice. `allow`: it may go on.',
})
export type AuthoredOutcome = z.infer<typeof authoredOutcomeSchema>

/** What may hold when no line matches: what a rule may state, or that it is left open on purpose. */
export const otherwiseOutcomes = ['notAssessable', ...authoredOutcomes] as const
