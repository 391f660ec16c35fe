import { ApiError } from '../../api/api-error.ts'

/** Whether a refusal is about what somebody may do where. Pure. */
export function isGrantFailure(error: unknown): boolean {
  return error instanceof ApiError && codes.has(error.code)
}

const codes = new Set([
  'COUNTY_UNADMINISTERED',
  'GRANT_BELOW_COUNTY',
  'GRANT_TOO_WIDE',
  'LAST_ADMINISTRATOR',
  'OWN_GRANTS',
])
