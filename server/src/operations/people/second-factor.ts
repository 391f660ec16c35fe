import { ServerError } from '../../errors/server-error.ts'
import type {
  NewSecondFactor,
  RecoveryCodes,
  SecondFactorStatus,
} from '../../contracts/second-factor.ts'
import type { UserDocument } from '../../documents/people-documents.ts'
import { changeUser, findUser, nextEpoch } from '../../people/accounts.ts'
import {
  makeRecoveryCodes,
  makeSecret,
  sealSecret,
  stepOfCode,
} from '../../people/second-factor.ts'
import { needsSecondFactor } from '../../people/second-factor-rule.ts'
import type { SignInOrigin } from '../../people/sign-in-places.ts'
import { translated } from './account-errors.ts'
import { type Caller, personOf } from '../context/caller.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { lookedAfter } from './manage-sessions.ts'
import { peopleAudit } from './people-scope.ts'
import { opened } from './pass-second-factor.ts'
import { verifyOwnPassword } from './verify-own-password.ts'

/** A secret that was given out is confirmed within so many milliseconds, or not at all. */
const timeToConfirm = 15 * 60_000

/** How one's own second factor stands. @throws ServerError PASSWORD_ELSEWHERE, SECOND_FACTOR_OF_PERSON */
export async function readSecondFactor(
  context: OperationContext,
  caller: Caller,
): Promise<SecondFactorStatus> {
  const { secondFactor, grants } = await accountOf(context, caller)
  return {
    since: secondFactor?.since ?? null,
    recoveryCodes: secondFactor?.recovery.length ?? 0,
    required: needsSecondFactor(context.signInSettings.secondFactor, grants),
  }
}

/**
 * Gives out a new secret for one's second factor, for the password. The former factor, if any, stays until the new one
 * is confirmed.
 * @throws ServerError PASSWORD_ELSEWHERE, SECOND_FACTOR_OF_PERSON, PASSWORD_INCORRECT, TOO_MANY_REQUESTS
 */
export async function beginSecondFactor(
  context: OperationContext,
  caller: Caller,
  { password }: { readonly password: string },
  origin: SignInOrigin,
): Promise<NewSecondFactor> {
  const account = await accountOf(context, caller)
  await verifyOwnPassword(context, caller, { password, wrong: 'PASSWORD_INCORRECT' }, origin)
  const made = makeSecret(account)
  const sealed = sealSecret(context.secretCipher, account.id, made.secret)
  await translated(account.id, () =>
    changeUser(context, account.id, {
      change: () => ({ newSecondFactor: { sealed, at: context.clock.now() } }),
      audit: ({ grants }) =>
        peopleAudit(caller, 'second-factor.begin', { target: account.id, grants, detail: {} }),
    }),
  )
  return made
}

/**
 * Confirms the secret that was given out, by a code of it: from now on a code is asked for at every sign-in.
 * @returns codes for when the telephone is lost, told once
 * @throws ServerError PASSWORD_ELSEWHERE, SECOND_FACTOR_OF_PERSON, SECOND_FACTOR_NOT_BEGUN, SECOND_FACTOR_WRONG, SECOND_FACTOR_UNREADABLE
 */
export async function confirmSecondFactor(
  context: OperationContext,
  caller: Caller,
  { code }: { readonly code: string },
): Promise<RecoveryCodes> {
  const { id } = await accountOf(context, caller)
  const { codes, hashes } = makeRecoveryCodes()
  const at = context.clock.now()
  const { secretCipher } = context
  await translated(id, () =>
    changeUser(context, id, {
      change: ({ newSecondFactor }) => {
        const begun = newSecondFactor ?? undefined
        if (begun === undefined || Date.parse(at) - Date.parse(begun.at) > timeToConfirm)
          throw new ServerError('SECOND_FACTOR_NOT_BEGUN')
        const { sealed } = begun
        const tried = { sealed, code: code.replaceAll(/\s/g, ''), at }
        const lastStep = opened(() => stepOfCode(secretCipher, id, tried))
        if (lastStep === undefined) throw new ServerError('SECOND_FACTOR_WRONG')
        const secondFactor = { sealed, since: at, lastStep, recovery: hashes }
        return { secondFactor, newSecondFactor: null }
      },
      audit: ({ grants }) =>
        peopleAudit(caller, 'second-factor.confirm', { target: id, grants, detail: {} }),
    }),
  )
  return { codes }
}

/**
 * Takes somebody's second factor away, who lost their telephone and codes, and signs them out everywhere.
 * @throws ServerError USER_UNKNOWN, GRANT_TOO_WIDE, OWN_SECOND_FACTOR
 */
export async function resetSecondFactor(
  context: OperationContext,
  caller: Caller,
  username: string,
): Promise<void> {
  const { id } = await lookedAfter(context, caller, username)
  // Whoever came upon an administrator's open browser must not get rid of it.
  if (personOf(caller) === id) throw new ServerError('OWN_SECOND_FACTOR')
  await translated(id, () =>
    changeUser(context, id, {
      change: (user) => ({
        secondFactor: null,
        newSecondFactor: null,
        sessionEpoch: nextEpoch(user),
      }),
      audit: ({ grants }) =>
        peopleAudit(caller, 'second-factor.reset', { target: id, grants, detail: {} }),
    }),
  )
}

async function accountOf(context: OperationContext, caller: Caller): Promise<UserDocument> {
  const user = caller.kind === 'user' ? await findUser(context, caller.id) : undefined
  if (user === undefined) throw new ServerError('SECOND_FACTOR_OF_PERSON')
  // What is asked for beside it is for the site's provider, too.
  if (user.password === null) throw new ServerError('PASSWORD_ELSEWHERE')
  return user
}
