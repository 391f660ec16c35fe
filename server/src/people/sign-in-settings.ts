import type { SecondFactorRule } from './second-factor-rule.ts'

/** What the site has settled about signing in. */
export interface SignInSettings {
  /** Seconds without use after which a session ends; null where it ends by its whole length alone. */
  readonly idleSeconds: number | null
  /** Seconds after which a session ends, however much it is used. */
  readonly wholeSeconds: number
  /** Days after which a password has to be changed; null where none has to be for its age. */
  readonly passwordDays: number | null
  /** Who has to have a second factor. */
  readonly secondFactor: readonly SecondFactorRule[]
}

/** An hour without use, and half a day in all; no password has to be changed for its age, and a second factor is for who wants one. */
export const standardSignInSettings: SignInSettings = {
  idleSeconds: 60 * 60,
  wholeSeconds: 12 * 60 * 60,
  passwordDays: null,
  secondFactor: [],
}
