import type { Outcome } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Mark } from '../shell/mark.tsx'

const tones = {
  denyInstitutionalAction: 'red',
  requireReview: 'amber',
  requireReason: 'amber',
  allowWithAdvice: 'blue',
  allow: 'green',
  needsFacts: 'neutral',
  notAssessable: 'neutral',
} as const

/** An outcome in words, coloured by how far it lets things go. */
export function OutcomeLabel(props: { readonly outcome: Outcome }) {
  const { t } = useTranslation()
  return <Mark tone={tones[props.outcome]}>{t(`outcomes.${props.outcome}`)}</Mark>
}
