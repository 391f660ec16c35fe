/** What an error of a route is written as: `GET /fhir/Task`. */
export function errorTypeOf(route: string): string {
  return route.includes(' /fhir') ? 'application/fhir+json' : 'application/problem+json'
}
