import type { ReactNode } from 'react'

/** A small coloured label. The kit's own tags miss the contrast people need to read them. */
export function Mark(props: {
  readonly tone?: 'neutral' | 'blue' | 'green' | 'amber' | 'red'
  readonly children: ReactNode
}) {
  return <span className={`mark mark-${props.tone ?? 'neutral'}`}>{props.children}</span>
}
