/** What a browser brings back from the provider is held against this. */
export interface ProviderStep {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** Who somebody is by the word of the site's own provider. */
export interface ProvidedIdentity {
  readonly issuer: string
  /** Names the person for ever, at this issuer. */
  readonly subject: string
  /** What the person is called by, where the provider says so: nobody is known by it. */
  readonly username: string | undefined
  readonly title: string | undefined
  readonly groups: readonly string[]
}

/**
 * Why somebody who comes back is not taken: the provider does not answer, it or the person has refused, the code is not
 * taken by it (any more), or what it hands out is not for this sign-in.
 */
export type ProviderFault = 'unreachable' | 'denied' | 'code' | 'token'

/** The provider of identities that a site signs its people in with. */
export interface IdentityProvider {
  /** Where to send somebody who wants to sign in. */
  begin(): Promise<{ readonly address: string; readonly step: ProviderStep } | 'unreachable'>
  /** @param query what the provider has added to the address somebody came back to */
  finish(query: string, step: ProviderStep): Promise<ProvidedIdentity | ProviderFault>
  /** Where to sign out of the provider too, where it offers that and answers. */
  signOutAddress(): Promise<string | undefined>
}
