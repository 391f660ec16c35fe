import type { ReactNode } from 'react'
import { useId } from 'react'
import type { AssessmentRights } from './use-assessment-rights.ts'
import type { TitledRuleset } from './use-titles.ts'

/** What every step of closing a month is about. */
export interface CloseStepProps {
  readonly ruleset: string
  readonly period: string
  readonly titled: TitledRuleset
  readonly rights: AssessmentRights
}

/** One step of closing a month: its number, what it is for, and its status. */
export function CloseStep(props: {
  readonly number: number
  readonly title: string
  readonly hint?: string
  readonly state?: ReactNode
  readonly children: ReactNode
}) {
  const id = useId()
  const { number, title, hint, state, children } = props
  return (
    <section className="panel close-step" aria-labelledby={id}>
      <div className="close-step-head">
        <span className="close-step-number" aria-hidden>
          {number}
        </span>
        <h2 id={id}>{title}</h2>
        {state}
      </div>
      {hint !== undefined && <p className="quiet">{hint}</p>}
      {children}
    </section>
  )
}
