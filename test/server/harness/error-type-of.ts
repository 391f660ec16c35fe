/** Answered before a request has come about, wherever it was to go: too slow, or too long in its address and headers. */
const beforeAny = new Set(['408', '431'])

/** What an error of a route is written as: `GET /fhir/Task`, and the status where it matters. */
export function errorTypeOf(route: string, status = ''): string {
  return route.includes(' /fhir') && !beforeAny.has(status)
    ? 'application/fhir+json'
    : 'application/problem+json'
}
