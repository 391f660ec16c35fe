import type { Text } from '@jieli/engine'
import { z } from 'zod'
import type { Grant } from '../../contracts/roles.ts'
import type { UserDocument } from '../../documents/people-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { grantsOfGroups } from '../../people/group-grants.ts'
import { createProvided, findProvided, refreshProvided } from '../../people/provider-accounts.ts'
import { SecretCipherError } from '../../people/secret-cipher.ts'
import { createSession } from '../../people/sessions.ts'
import type { SignInOrigin } from '../../people/sign-in-places.ts'
import type { SingleSignOn } from '../../people/single-sign-on.ts'
import { grantsOf } from '../../people/user.ts'
import type {
  ProvidedIdentity,
  ProviderFault,
  ProviderStep,
} from '../../ports/identity-provider.ts'
import type { Caller } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { callerOfUser } from './identify-caller.ts'
import { grantDetails, inEachCounty, peopleAudit } from './people-scope.ts'
import { nobody, type SignedIn, signedInAs, signOut } from './sign-in.ts'

/** Somebody has so many seconds to sign in at the provider. */
const stepSeconds = 10 * 60
/** What the browser keeps meanwhile is encrypted for this. */
const purpose = 'sign-in-by-provider'
/** Of the groups of somebody whom none gives anything, so many are kept in the log. */
const maxLoggedGroups = 20

/**
 * Begins a sign-in by the site's provider.
 * @returns where to send the person, and what their browser is to bring back
 * @throws ServerError SINGLE_SIGN_ON_OFF, PROVIDER_UNREACHABLE
 */
export async function beginProviderSignIn(context: OperationContext) {
  const begun = await providerOf(context).provider.begin()
  if (begun === 'unreachable') throw new ServerError('PROVIDER_UNREACHABLE')
  const kept = { ...begun.step, at: context.clock.now() }
  const sealed = context.secretCipher.seal(JSON.stringify(kept), purpose)
  return { address: begun.address, sealed, seconds: stepSeconds }
}

/**
 * Signs somebody in who comes back from the site's provider. Their account is found by issuer and subject; the first time
 * it is made. What their groups give is what it is now; what was granted here stays.
 * @param shown.sealed what their browser was given at the beginning
 * @param shown.query what the provider has added to the address they came back to
 * @throws ServerError SINGLE_SIGN_ON_OFF, PROVIDER_UNREACHABLE, PROVIDER_STEP_GONE, PROVIDER_SIGN_IN_REFUSED,
 * PROVIDER_GRANTS_MISSING, ACCOUNT_DISABLED
 */
export async function finishProviderSignIn(
  context: OperationContext,
  shown: { readonly sealed: string | undefined; readonly query: string },
  origin: SignInOrigin,
): Promise<SignedIn> {
  const { provider, groups } = providerOf(context)
  const step = openStep(context, shown.sealed)
  if (step === undefined || new URLSearchParams(shown.query).get('state') !== step.state)
    throw new ServerError('PROVIDER_STEP_GONE')
  const identity = await provider.finish(shown.query, step)
  if (identity === 'unreachable') throw new ServerError('PROVIDER_UNREACHABLE')
  if (typeof identity === 'string') {
    await keepRefusal(context, origin, { fault: identity })
    throw new ServerError('PROVIDER_SIGN_IN_REFUSED', { fault: faults[identity] })
  }
  const user = await accountOf(context, identity, grantsOfGroups(groups, identity.groups))
  if (user === undefined || grantsOf(user).length === 0) {
    await keepRefusal(context, origin, {
      ...described(identity),
      fault: 'groups',
      groups: identity.groups.slice(0, maxLoggedGroups),
    })
    throw new ServerError('PROVIDER_GRANTS_MISSING')
  }
  if (user.disabled) {
    await keepRefusal(context, origin, { ...described(identity), fault: 'disabled' }, user)
    throw new ServerError('ACCOUNT_DISABLED')
  }
  const { token } = await createSession(context, user, {
    from: origin,
    audit: peopleAudit(callerOfUser(context, user), 'sign-in', {
      target: user.id,
      grants: grantsOf(user),
      detail: { address: origin.address, provider: identity.issuer },
    }),
  })
  return signedInAs(context, user, { token })
}

/** Signs out here; where to go to sign out of the provider too, null where it offers nothing or does not answer. */
export async function signOutByProvider(
  context: OperationContext,
  caller: Caller,
  token: string | undefined,
): Promise<{ readonly address: string | null }> {
  await signOut(context, caller, token)
  if (caller.provider !== true) return { address: null }
  return { address: (await context.singleSignOn?.provider.signOutAddress()) ?? null }
}

/** The account as the provider's word makes it; undefined where there is none, and none is made for nothing. */
async function accountOf(
  context: OperationContext,
  identity: ProvidedIdentity,
  grants: readonly Grant[],
): Promise<UserDocument | undefined> {
  const found = await findProvided(context, identity)
  if (found === undefined) {
    if (grants.length === 0) return undefined
    const made = await createProvided(context, identity, {
      grants,
      audit: ({ id, title }) =>
        inEachCounty(grants, {
          action: 'user.create',
          actor: nobody,
          target: id,
          detail: { title, ...described(identity), groupGrants: grantDetails(grants) },
        }),
    })
    // Another window was quicker: what it knew may be older.
    return made.revision === 1 ? made : await accountOf(context, identity, grants)
  }
  return await refreshProvided(context, found, {
    title: identity.title,
    grants,
    audit: (before, after) =>
      inEachCounty([...grantsOf(before), ...grantsOf(after)], {
        action: 'user.groups',
        actor: nobody,
        target: after.id,
        detail: {
          ...(after.title !== before.title && { title: after.title, titleBefore: before.title }),
          groupGrants: grantDetails(after.groupGrants ?? []),
          groupGrantsBefore: grantDetails(before.groupGrants ?? []),
        },
      }),
  })
}

async function keepRefusal(
  context: OperationContext,
  { address }: SignInOrigin,
  why: Readonly<Record<string, string | readonly string[]>>,
  user?: UserDocument,
): Promise<void> {
  await context.commit(
    [],
    inEachCounty(user === undefined ? [] : grantsOf(user), {
      action: 'sign-in.refuse',
      actor: nobody,
      target: user?.id ?? '?',
      detail: { address, ...why },
    }),
  )
}

function described({ issuer, subject }: ProvidedIdentity) {
  return { provider: issuer, subject }
}

/** @throws ServerError SINGLE_SIGN_ON_OFF */
function providerOf({ singleSignOn }: OperationContext): SingleSignOn {
  if (singleSignOn === undefined) throw new ServerError('SINGLE_SIGN_ON_OFF')
  return singleSignOn
}

const stepSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  at: z.string(),
})

/** What a browser brings back; undefined where it is none of ours, or too old. */
function openStep(
  { secretCipher, clock }: OperationContext,
  sealed: string | undefined,
): ProviderStep | undefined {
  if (sealed === undefined) return undefined
  try {
    const { at, ...step } = stepSchema.parse(JSON.parse(secretCipher.open(sealed, purpose)))
    const age = Date.parse(clock.now()) - Date.parse(at)
    return age <= stepSeconds * 1000 ? step : undefined
  } catch (error) {
    if (error instanceof SecretCipherError) return undefined
    throw error
  }
}

const faults: Readonly<Record<Exclude<ProviderFault, 'unreachable'>, Text>> = {
  denied: {
    zh: '在认证服务那里没有登录，或没有同意',
    en: 'there the sign-in was not made, or not agreed to',
  },
  code: {
    zh: '登录码已用过、已过期，或本服务器的设置与认证服务不符',
    en: 'its code was used before or has expired, or the settings of this server are not those the provider knows',
  },
  token: {
    zh: '认证服务给出的身份凭证不是为这次登录签发的，或签名、时间不对',
    en: 'the token it has issued is not for this sign-in, or its signature or its time is wrong',
  },
}
