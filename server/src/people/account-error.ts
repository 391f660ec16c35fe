export type AccountErrorCode =
  | 'USERNAME_INVALID'
  | 'USERNAME_TAKEN'
  | 'PASSWORD_TOO_SHORT'
  | 'PASSWORD_TOO_LONG'
  | 'PASSWORD_IS_NAME'
  | 'PASSWORD_GUESSABLE'
  | 'USER_UNKNOWN'

/** An account that cannot be made or changed as asked. */
export class AccountError extends Error {
  readonly code: AccountErrorCode

  constructor(code: AccountErrorCode, message: string) {
    super(message)
    this.name = 'AccountError'
    this.code = code
  }
}
