import * as client from 'openid-client'
import type { IdentityProvider, ProviderFault } from '../ports/identity-provider.ts'

/** How the site's provider is spoken to. */
export interface OpenIdSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  /** The claim that holds the groups of a person. */
  readonly groupsClaim: string
  /** The address this server has for others, without a slash at its end. */
  readonly publicUrl: string
}

/** In seconds: somebody waits at the sign-in page. */
const timeout = 5
/** In milliseconds: what a provider says of itself is read again after so long. */
const discoveryAge = 3_600_000
/** In seconds: how far the clocks may be apart. */
const tolerance = 30
const maxGroups = 1000
const maxLength = 300

/** Signs people in by OpenID Connect: authorization code with PKCE, state and nonce; tokens are held against the provider's keys. */
export function createOpenIdProvider(settings: OpenIdSettings): IdentityProvider {
  const { publicUrl, groupsClaim } = settings
  const configuration = cachedDiscovery(settings)
  return {
    begin: async () => {
      const found = await configuration()
      if (found === undefined) return 'unreachable'
      const step = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const address = client.buildAuthorizationUrl(found, {
        redirect_uri: `${publicUrl}/sign-in/return`,
        scope: settings.scope,
        state: step.state,
        nonce: step.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(step.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, step }
    },
    finish: async (query, { state, nonce, verifier }) => {
      const found = await configuration()
      if (found === undefined) return 'unreachable'
      try {
        const tokens = await client.authorizationCodeGrant(
          found,
          new URL(`${publicUrl}/sign-in/return?${query}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
        )
        const claims = tokens.claims()
        if (claims === undefined || claims.sub.length > maxLength) return 'token'
        // Some hand groups and names out at an address of their own alone.
        const more =
          claims[groupsClaim] === undefined && found.serverMetadata().userinfo_endpoint
            ? await client.fetchUserInfo(found, tokens.access_token, claims.sub)
            : {}
        const all: Readonly<Record<string, unknown>> = { ...more, ...claims }
        return {
          issuer: claims.iss,
          subject: claims.sub,
          username: textOf(all['preferred_username']),
          title: textOf(all['name']),
          groups: groupsOf(all[groupsClaim]),
        }
      } catch (error) {
        return faultOf(error)
      }
    },
    signOutAddress: async () => {
      const found = await configuration()
      if (found?.serverMetadata().end_session_endpoint === undefined) return undefined
      return client.buildEndSessionUrl(found, {
        post_logout_redirect_uri: `${publicUrl}/sign-in`,
      }).href
    },
  }
}

/** What the provider says of itself: read when it is needed, kept for an hour; what could not be read is read again. */
function cachedDiscovery({ issuer, clientId, clientSecret }: OpenIdSettings) {
  let read: { at: number; found: Promise<client.Configuration> } | undefined
  const insecure = new URL(issuer).protocol === 'http:'
  const discover = async () => {
    const metadata = { [client.clockTolerance]: tolerance }
    const found = await client.discovery(
      new URL(issuer),
      clientId,
      metadata,
      client.ClientSecretBasic(clientSecret),
      { timeout, ...(insecure && { execute: [client.allowInsecureRequests] }) },
    )
    client.enableNonRepudiationChecks(found)
    return found
  }
  return async (): Promise<client.Configuration | undefined> => {
    const now = performance.now()
    if (read === undefined || now - read.at > discoveryAge) read = { at: now, found: discover() }
    const current = read
    try {
      return await current.found
    } catch {
      if (read === current) read = undefined
      return undefined
    }
  }
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim.trim() !== ''
    ? claim.trim().slice(0, maxLength)
    : undefined
}

function groupsOf(claim: unknown): readonly string[] {
  const groups = typeof claim === 'string' ? [claim] : Array.isArray(claim) ? claim : []
  return groups
    .filter((group): group is string => typeof group === 'string' && group.length <= maxLength)
    .slice(0, maxGroups)
}

/** No answer, or none of a provider: a proxy's page, say. */
const unanswered = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
])

function faultOf(error: unknown): ProviderFault {
  if (error instanceof client.AuthorizationResponseError) return 'denied'
  if (error instanceof client.ResponseBodyError) return error.status >= 500 ? 'unreachable' : 'code'
  if (error instanceof client.ClientError) {
    // No network, or too late, comes wrapped; what is left is a token that is not for this sign-in.
    return unanswered.has(error.code ?? '') || error.cause instanceof TypeError
      ? 'unreachable'
      : 'token'
  }
  return error instanceof TypeError ? 'unreachable' : 'token'
}
