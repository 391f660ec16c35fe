import type { Issue } from '@jieli/engine'
import { ServerError } from './server-error.ts'

/** The error for facts that do not fit the ruleset, with each place at fault. Pure. */
export function factsInvalid(issues: readonly Issue[]): ServerError {
  return new ServerError(
    'FACTS_INVALID',
    { count: issues.length },
    { issues: issues.slice(0, 100) },
  )
}
