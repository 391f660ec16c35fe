import path from 'node:path'
import {
  hostsOf,
  lockFolder,
  openMongoStore,
  openSqliteStore,
  systemClock,
} from '../adapters/index.ts'
import { openAuditedStore } from '../audit/audited-store.ts'
import { checkpointFileName } from '../audit/checkpoint-file.ts'
import { auditedCollections } from '../audited-collections.ts'
import { readConfig } from '../config.ts'
import type { UpgradeMark } from '../documents/marks.ts'
import { assertKeys } from '../encryption/begin-encryption.ts'
import { encryptedStore } from '../encryption/encrypted-store.ts'
import { inEachCounty } from '../operations/people/people-scope.ts'
import { readSigningKey, SigningKeyError, signingKeyFile } from '../package-file/signing-key.ts'
import { changeUser, findUser, nextEpoch } from '../people/accounts.ts'
import { grantsOf } from '../people/user.ts'
import { collections } from '../ports/collections.ts'
import { refuseNewer } from '../upgrades/refuse-newer.ts'
import { upgradeMarkId } from '../upgrades/run-upgrades.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { dataKeysFor, orSayWhy } from './store-of-command.ts'
import type { Terminal } from './terminal.ts'

/**
 * `reset-second-factor`: takes the second factor away from somebody who has lost telephone and recovery codes, for when
 * no other administrator is left who could. Who may run it is for whoever guards the machine; the log keeps that it was
 * done from the command line. An embedded store has to be free: its server is ended first.
 */
export async function resetSecondFactorCommand(
  terminal: Terminal,
  username: string,
  flags: { readonly data?: string },
): Promise<ExitCode> {
  const config = readConfig(process.env)
  const folder = flags.data === undefined ? config.dataFolder : path.resolve(flags.data)
  const url = flags.data === undefined ? config.mongodbUrl : undefined
  const signingKey = await readSigningKey(signingKeyFile(folder)).catch((error: unknown) => {
    if (error instanceof SigningKeyError) throw new WrongUseError(error.message, { cause: error })
    throw error
  })
  const dataKeys = dataKeysFor(config)
  return await orSayWhy(terminal, async () => {
    const lock = url === undefined ? lockFolder(folder) : undefined
    const file = path.join(folder, 'jieli.sqlite')
    const bare =
      url === undefined
        ? openSqliteStore({ file, collections })
        : await openMongoStore({ url, collections })
    const opened = encryptedStore(bare, collections, dataKeys)
    try {
      const where = url === undefined ? file : hostsOf(url)
      refuseNewer(await opened.get<UpgradeMark>('meta', upgradeMarkId), where)
      await assertKeys(opened, dataKeys)
      const store = await openAuditedStore({
        store: opened,
        clock: systemClock,
        signingKey,
        algorithms: config.algorithms,
        collections: auditedCollections,
        checkpointFile: path.join(folder, checkpointFileName),
        failed: (error) => {
          throw error
        },
      })
      const code = await reset(terminal, store, username)
      await store.close()
      return code
    } finally {
      await opened.close()
      lock?.release()
    }
  })
}

type Store = Parameters<typeof changeUser>[0]

async function reset(
  terminal: Terminal,
  store: Store['store'] & Pick<Store, 'commit'>,
  username: string,
) {
  const context: Store = { store, commit: store.commit }
  const known = await findUser(context, username)
  if (known?.secondFactor === undefined || known.secondFactor === null) {
    terminal.aside(
      terminal.say(
        known === undefined
          ? { zh: `✗ 没有名为“${username}”的账户。`, en: `✗ There is no account "${username}".` }
          : {
              zh: `✗ 账户“${known.id}”没有启用验证码，没有改动。`,
              en: `✗ The account "${known.id}" has no second factor; nothing was changed.`,
            },
      ),
    )
    return exitCodes.problems
  }
  await changeUser(context, known.id, {
    change: (user) => ({
      secondFactor: null,
      newSecondFactor: null,
      sessionEpoch: nextEpoch(user),
    }),
    audit: (before) =>
      inEachCounty(grantsOf(before), {
        action: 'second-factor.reset',
        actor: { kind: 'system', id: 'command-line', title: '命令行 command line' },
        target: before.id,
      }),
  })
  terminal.line(
    terminal.say({
      zh: `✓ 已取消“${known.id}”的验证器，此人已在各处退出；现在只凭密码登录，请随即重新设置。审计日志已记录。`,
      en: `✓ The second factor of "${known.id}" is taken away and they are signed out everywhere. The password alone signs them in now: have them set it up again at once. The audit log has it.`,
    }),
  )
  return exitCodes.good
}
