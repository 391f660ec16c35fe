import type { PeopleContext } from './people-context.ts'
import type { UserDocument } from '../documents/people-documents.ts'

/** Why somebody has to choose another password: somebody else chose it, or it is too old. */
export type PasswordChangeReason = 'chosenByOthers' | 'expired'

/** Why an account's password has to be changed before anything else; undefined where it has not. Pure. */
export function passwordChangeReason(
  { clock, signInSettings }: Pick<PeopleContext, 'clock' | 'signInSettings'>,
  { mustChangePassword, passwordChangedAt, password }: UserDocument,
): PasswordChangeReason | undefined {
  if (password === null) return undefined
  if (mustChangePassword === true) return 'chosenByOthers'
  const { passwordDays } = signInSettings
  if (passwordDays === null) return undefined
  const age = Date.parse(clock.now()) - Date.parse(passwordChangedAt)
  return age >= passwordDays * 86_400_000 ? 'expired' : undefined
}
