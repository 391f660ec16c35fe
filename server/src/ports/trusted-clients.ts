/** A hospital's system that signs its calls, with its public keys: given, or where they are read. */
export interface ClientKeys {
  readonly issuer: string
  /** A JSON Web Key Set. */
  readonly keys?: { readonly keys: readonly object[] } | undefined
  /** The address of one. */
  readonly jwks?: string | undefined
}

/** A signed call that was found to be right. */
export interface VerifiedToken<Client> {
  readonly client: Client
  /** Names the token: it is taken once. */
  readonly jti: string
  /** Until when it would hold, in seconds since 1970. */
  readonly expires: number
  /** All it says. */
  readonly claims: Readonly<Record<string, unknown>>
}

/** Why a token is not taken. */
export type TokenFault =
  | 'malformed'
  | 'issuer'
  | 'audience'
  | 'expired'
  | 'signature'
  | 'claims'
  | 'keys'

/** Knows whose signed calls are taken. */
export interface TrustedClients<Client> {
  /**
   * @param audience the address that was called
   * @param now in milliseconds since 1970
   */
  verify(token: string, audience: string, now: number): Promise<VerifiedToken<Client> | TokenFault>
}
