import { ApiError } from './api-error.ts'

/** In milliseconds: as often is looked whether the cases have been counted by now. */
const interval = 5000

/** Whether an answer is not there yet because the cases are still being counted: nothing went wrong. Pure. */
export function isBeingCounted(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'CASES_BEING_COUNTED'
}

/** How soon a question is asked again by itself while the cases are being counted. Pure. */
export function askAgain(query: { readonly state: { readonly error: unknown } }): number | false {
  return isBeingCounted(query.state.error) && interval
}
