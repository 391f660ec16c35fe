import { FailureNotice } from './failure-notice.tsx'
import { Waiting } from './waiting.tsx'

/** Stands in for a page that is still being read, or could not be. */
export function PageWait(props: { readonly error: Error | null }) {
  if (props.error === null) return <Waiting />
  return (
    <main className="page">
      <FailureNotice error={props.error} />
    </main>
  )
}
