import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeJwt,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose'
import type { ClientKeys, TokenFault, TrustedClients } from '../ports/trusted-clients.ts'

/** Those the specification recommends. */
const algorithms = ['ES384', 'RS384']
/** In seconds: how far clocks may be apart, and how old a token may be. */
const tolerance = 30
const maxAge = 300

/** Verifies calls signed as CDS Hooks has it, by the keys of the clients given. Nobody's word on their keys is taken. */
export function createTrustedClients<Client extends ClientKeys>(
  clients: readonly Client[],
): TrustedClients<Client> {
  const known = new Map(
    clients.map((client) => [client.issuer, { client, keys: keySetOf(client) }] as const),
  )
  return {
    verify: async (token, audience, now) => {
      const issuer = issuerOf(token)
      if (issuer === undefined) return 'malformed'
      const found = known.get(issuer)
      if (found === undefined) return 'issuer'
      try {
        const { payload } = await jwtVerify(token, found.keys, {
          issuer,
          audience,
          algorithms,
          clockTolerance: tolerance,
          maxTokenAge: maxAge,
          requiredClaims: ['exp', 'iat', 'jti'],
          currentDate: new Date(now),
        })
        const { jti = '', exp = 0, iat = 0 } = payload
        if (jti === '' || jti.length > 200 || exp - iat > maxAge + tolerance) return 'claims'
        return { client: found.client, jti, expires: exp + tolerance, claims: payload }
      } catch (error) {
        return faultOf(error)
      }
    },
  }
}

function keySetOf({ keys, jwks }: ClientKeys): JWTVerifyGetKey {
  return keys === undefined
    ? createRemoteJWKSet(new URL(jwks ?? ''), { timeoutDuration: 3000, cooldownDuration: 30_000 })
    : createLocalJWKSet(keys as JSONWebKeySet)
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed)
    return error.claim === 'aud' ? 'audience' : error.claim === 'iat' ? 'expired' : 'claims'
  if (error instanceof errors.JWKSTimeout) return 'keys'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'signature'
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSEAlgNotAllowed)
    return 'signature'
  if (error instanceof errors.JOSEError) return 'malformed'
  // The address of its keys does not answer.
  return 'keys'
}
