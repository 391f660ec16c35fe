/** An error as FHIR has it. */
interface Outcome {
  readonly issue?: readonly {
    readonly details: {
      readonly coding?: readonly { readonly system: string; readonly code: string }[]
    }
  }[]
}

/** The code of an error, as a problem or as an OperationOutcome; nothing for what is none. */
export function codeOf(body: unknown): string {
  const { code, issue = [] } = (body ?? {}) as { readonly code?: unknown } & Outcome
  if (typeof code === 'string') return code
  const [coding] = issue[0]?.details.coding ?? []
  return coding?.system === 'urn:jieli:error' ? coding.code : ''
}
