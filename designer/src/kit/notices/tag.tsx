import type { ReactNode } from 'react'

/** A small coloured label. The kit's own tags miss the contrast people need to read them. */
export function Tag(props: {
  readonly tone?: 'neutral' | 'blue' | 'green' | 'amber' | 'red'
  readonly children: ReactNode
}) {
  return <span className={`tag tag-${props.tone ?? 'neutral'}`}>{props.children}</span>
}
