import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { changeUser, findUser } from '../people/accounts.ts'
import type { FirstPasswords } from '../ports/first-passwords.ts'
import { demoAccounts } from './demo-accounts.ts'
import { founder } from './first-start.ts'
import { firstStartFile, writeFirstStart } from './describe-first-start.ts'

interface ToldAccount {
  readonly username: string
}

/** The file as it is read: what is no longer there has been taken out. */
interface ToldFile {
  readonly administrator?: ToldAccount
  readonly accounts?: readonly ToldAccount[]
  readonly apiKey?: string
}

/**
 * The file the first start wrote its passwords to. It names the accounts that still have theirs, and no other: a
 * password is taken out of it when it is replaced, and with the last the file goes.
 */
export class FirstPasswordsFile implements FirstPasswords {
  readonly #folder: string
  #work: Promise<void> = Promise.resolve()

  constructor(folder: string) {
    this.#folder = folder
  }

  get path(): string {
    return path.join(this.#folder, firstStartFile)
  }

  async forget(username: string): Promise<void> {
    await this.#keep(async (account) => account.username !== username)
  }

  /**
   * Takes out what is no longer true, where a server ended before it could or another has changed a password. Accounts
   * of an earlier program that still have their first password have to change it from now on.
   */
  async compare(context: OperationContext): Promise<void> {
    await this.#keep(async ({ username }) => {
      const user = await findUser(context, username)
      if (user === undefined) return false
      if (user.mustChangePassword !== undefined) return user.mustChangePassword
      if (user.passwordChangedAt !== user.createdAt) return false
      const demo = Object.values(demoAccounts).some((account) => account.username === username)
      await changeUser(context, username, {
        change: () => ({ mustChangePassword: true, ...(demo && { demo }) }),
        audit: {
          action: 'user.change',
          actor: founder,
          target: username,
          detail: { password: 'must be changed' },
        },
      })
      return true
    })
  }

  /** One after the other, so that no two changes undo each other. */
  #keep(stays: (account: ToldAccount) => Promise<boolean>): Promise<void> {
    this.#work = this.#work.then(async () => {
      const told = await this.#read()
      if (told !== undefined) await this.#write(told, await keptOf(told, stays))
    })
    return this.#work
  }

  /** Undefined where there is no such file, or somebody has made it something else. */
  async #read(): Promise<ToldFile | undefined> {
    try {
      const told: unknown = JSON.parse(await readFile(this.path, 'utf8'))
      return typeof told === 'object' && told !== null ? (told as ToldFile) : undefined
    } catch {
      return undefined
    }
  }

  async #write(before: ToldFile, after: ToldFile): Promise<void> {
    if (JSON.stringify(before) === JSON.stringify(after)) return
    try {
      if (isEmpty(after)) await rm(this.path, { force: true })
      else await writeFirstStart(this.#folder, after)
    } catch {
      // A folder that can no longer be written is told of by the store; the next start compares again.
    }
  }
}

async function keptOf(
  { administrator, accounts = [], ...rest }: ToldFile,
  stays: (account: ToldAccount) => Promise<boolean>,
): Promise<ToldFile> {
  const kept: ToldAccount[] = []
  for (const account of accounts) if (await stays(account)) kept.push(account)
  const keepsFirst = administrator !== undefined && (await stays(administrator))
  return {
    ...(keepsFirst && { administrator }),
    accounts: kept,
    ...rest,
  }
}

/** Whether there is nothing left that anybody could sign in with, or that was ever told. */
function isEmpty({ accounts, ...rest }: ToldFile): boolean {
  return accounts?.length === 0 && Object.keys(rest).length === 0
}
