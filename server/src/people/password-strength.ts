import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { AccountError } from './account-error.ts'
import { assertPasswordLength, usernameOf } from './accounts.ts'

/**
 * A password that an estimate has guessed in fewer tries than this is refused. Whoever tries from outside is slowed down
 * long before; this is for whoever has the hashes.
 */
export const fewestGuesses = 1_000_000

/** The estimate is made of so many characters: of more it would take seconds, and they make nothing easier to guess. */
const estimatedLength = 64

/**
 * Refuses a password that is the account's own name, or that is easily guessed: one of the commonest, a row of keys, a
 * date, a repetition, or made of these and the names given. Slow at first use: it reads a list of common passwords.
 * @throws {AccountError} PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG, PASSWORD_IS_NAME, PASSWORD_GUESSABLE
 */
export async function assertPasswordStrength(
  password: string,
  account: { readonly username: string; readonly title: string },
): Promise<void> {
  assertPasswordLength(password)
  const { username, title } = account
  const plain = usernameOf(password)
  if (plain === usernameOf(username) || plain === usernameOf(title)) {
    throw new AccountError('PASSWORD_IS_NAME', "a password is not the account's own name")
  }
  const typed = Array.from(password.normalize('NFKC')).slice(0, estimatedLength).join('')
  const { guesses } = (await estimator()).check(typed, [username, title, 'jieli', '接力'])
  if (guesses < fewestGuesses) {
    throw new AccountError(
      'PASSWORD_GUESSABLE',
      'this password is easy to guess: an estimate that knows common passwords, names, rows of keys, dates and repetitions needs fewer than a million tries',
    )
  }
}

type Estimator = Pick<ZxcvbnFactory, 'check'>

let made: Promise<Estimator> | undefined

/** Made where it is first needed: its lists are some megabytes. */
function estimator(): Promise<Estimator> {
  made ??= makeEstimator()
  return made
}

async function makeEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory: Factory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new Factory({ dictionary, graphs: adjacencyGraphs })
}
