import type { Text } from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { takeToken } from '../../people/used-tokens.ts'
import type { TrustedClient } from '../../people/trusted-client.ts'
import type { TokenFault, VerifiedToken } from '../../ports/trusted-clients.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * The hospital's system that signed a call, as a caller. A token is taken once.
 * @param path the path that was called, without its query
 * @throws ServerError CLIENT_TOKEN_INVALID
 */
export async function callerOfToken(
  context: OperationContext,
  { token, path }: { readonly token: string; readonly path: string },
): Promise<Caller> {
  const verified = await verifyToken(context, { token, path })
  if (typeof verified === 'string') throw invalid(tokenFaults[verified])
  const { client, jti, expires } = verified
  if (!(await takeToken(context, { issuer: client.issuer, jti, expires })))
    throw invalid(tokenReplayed)
  return { kind: 'key', id: client.issuer, title: client.title, grants: client.grants }
}

/** What a token says that a trusted client signed for an address of this server; it is not taken by that. */
export async function verifyToken(
  context: Pick<OperationContext, 'clock' | 'hospitals'>,
  { token, path }: { readonly token: string; readonly path: string },
): Promise<VerifiedToken<TrustedClient> | TokenFault> {
  const { clients, publicUrl = '' } = context.hospitals ?? {}
  const now = Date.parse(context.clock.now())
  return (await clients?.verify(token, `${publicUrl}${path}`, now)) ?? 'issuer'
}

function invalid(fault: Text): ServerError {
  return new ServerError('CLIENT_TOKEN_INVALID', { fault })
}

export const tokenReplayed: Text = {
  zh: '这个令牌（jti）已经用过，每次调用须另行签发',
  en: 'this token (jti) was used before; every call needs one of its own',
}

/** Why a token is not taken. */
export const tokenFaults: Readonly<Record<TokenFault, Text>> = {
  malformed: { zh: '它不是合法的 JWT', en: 'it is not a valid JWT' },
  issuer: {
    zh: '签发方（iss）不在本服务器信任的名单内',
    en: 'its issuer (iss) is not among those this server trusts',
  },
  audience: {
    zh: '受众（aud）不是所调用的地址',
    en: 'its audience (aud) is not the address that was called',
  },
  expired: {
    zh: '它已过期，或签发时间（iat）与本服务器的时间相差五分钟以上',
    en: 'it has expired, or was issued (iat) more than five minutes from the time of this server',
  },
  signature: {
    zh: '签名与签发方的公钥不符，或所用算法不是 ES384、RS384',
    en: 'its signature does not match a key of its issuer, or is not by ES384 or RS384',
  },
  claims: {
    zh: '缺少 exp、iat 或 jti，或有效期超过五分钟',
    en: 'exp, iat or jti is missing, or it holds for more than five minutes',
  },
  keys: {
    zh: '签发方的公钥（JWKS）现在取不到，请稍后再试',
    en: 'the keys of its issuer (JWKS) cannot be read now; please try again later',
  },
}
