import type { RecordedActor } from '../../documents/recorded-actor.ts'
import type { SignInOrigin } from '../../people/sign-in-places.ts'
import type { FailedTry } from '../../people/verify-password.ts'
import { grantsOf } from '../../people/user.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { inEachCounty } from './people-scope.ts'

/** Stands for a name that is no account's. No account can be called that. */
const noAccount = '?'

/**
 * Keeps a password or a code that was wrong in the log of each county of the account: where it came from and which try it was;
 * `.lock` instead of `.fail` where the place has to wait from now on, with the seconds. A name that is no account's is
 * not kept, for somebody may have typed a password there, and concerns no county.
 */
export async function keepFailedTry(
  context: OperationContext,
  { account, counted }: FailedTry,
  tried: {
    readonly action: 'sign-in' | 'password' | 'second-factor'
    readonly by: RecordedActor
    readonly origin: SignInOrigin
  },
): Promise<void> {
  const { action, by, origin } = tried
  const { tries, triesElsewhere, locks } = counted
  const entry = {
    action: locks > 0 ? (`${action}.lock` as const) : (`${action}.fail` as const),
    actor: by,
    target: account?.id ?? noAccount,
    detail: {
      address: origin.address,
      tries,
      ...(triesElsewhere !== undefined && { triesElsewhere }),
      ...(locks > 0 && { seconds: locks }),
      ...(account?.disabled === true && { disabled: true }),
    },
  }
  await context.commit([], inEachCounty(account === undefined ? [] : grantsOf(account), entry))
}
