import type { Citation, Source } from '@jieli/engine'
import { ClauseWordings } from './clause-wordings.tsx'
import { useCitationText } from './use-citation-text.ts'

/** The clauses something rests on, with the titles of the documents given. Nothing without clauses. */
export function Cited(props: {
  readonly cites: readonly Citation[]
  readonly sources: readonly Source[]
}) {
  const citationText = useCitationText()
  if (props.cites.length === 0) return null
  return (
    <span className="quiet">
      {citationText(props.cites, props.sources)}
      <ClauseWordings {...props} />
    </span>
  )
}
