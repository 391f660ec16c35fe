import type { ReactNode } from 'react'

/** A named part of a side panel. The controls within carry their own accessible names. */
export function Field(props: {
  readonly title: string
  readonly hint?: string
  readonly extra?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className="field" role="group" aria-label={props.title}>
      <div className="field-title">
        <span>{props.title}</span>
        {props.extra}
      </div>
      {props.hint !== undefined && <p className="field-hint">{props.hint}</p>}
      {props.children}
    </div>
  )
}
