/** The code of a refusal, in the form of a problem or, as FHIR says it, of an OperationOutcome. */
export function codeOf(body: Refused | undefined): string | undefined {
  return body?.code ?? body?.issue?.[0]?.details?.coding?.[0]?.code
}

interface Refused {
  readonly code?: string
  readonly issue?: readonly {
    readonly details?: { readonly coding?: readonly { readonly code: string }[] }
  }[]
}
