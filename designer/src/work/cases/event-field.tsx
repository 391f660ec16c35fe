import type { ReactNode } from 'react'

/** A field of what is entered for an event, under its name; the control says the name itself to who cannot see it. */
export function EventField(props: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <span className="event-field-name" aria-hidden>
        {props.name}
      </span>
      {props.children}
    </div>
  )
}
