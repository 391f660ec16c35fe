import type { Outcome, Subject } from '@jieli/engine'
import { Tag } from '../notices/tag.tsx'
import { useOutcomeName } from './use-outcome-name.ts'

const tones = {
  denyInstitutionalAction: 'red',
  requireReview: 'amber',
  requireReason: 'amber',
  allowWithAdvice: 'blue',
  allow: 'green',
  needsFacts: 'neutral',
  notAssessable: 'neutral',
} as const

/** The label of an outcome, coloured by how far it lets things go. */
export function OutcomeLabel(props: {
  readonly outcome: Outcome
  readonly subject?: Subject | undefined
}) {
  const nameOf = useOutcomeName()
  return <Tag tone={tones[props.outcome]}>{nameOf(props.outcome, props.subject)}</Tag>
}
