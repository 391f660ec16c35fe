import { assertPasswordStrength } from '../../people/password-strength.ts'
import { translated } from './account-errors.ts'

/** Refuses a password that is easily guessed. @throws ServerError ACCOUNT_INVALID */
export async function checkPassword(chosen: {
  readonly username: string
  readonly title: string
  readonly password: string
}): Promise<void> {
  const { username, password } = chosen
  await translated(username, async () => assertPasswordStrength(password, chosen))
}
