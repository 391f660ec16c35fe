/** Where the first start told how to sign in: what is no longer true of it is taken out. */
export interface FirstPasswords {
  /** Forgets the password told for an account, which has another now. Never fails: it is no part of the change. */
  forget(username: string): Promise<void>
}

/** For a server that told nobody. */
export const noFirstPasswords: FirstPasswords = { forget: async () => {} }
