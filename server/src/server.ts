import { existsSync } from 'node:fs'
import { mkdir, access, constants } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import {
  createHttpWebhookSender,
  embeddedSqlite,
  type FolderLock,
  createFhirReader,
  createOpenIdProvider,
  createTrustedClients,
  lockFolder,
  folderArchive,
  openContents,
  PiscinaPool,
  systemClock,
} from './adapters/index.ts'
import { buildApp } from './app.ts'
import { attachmentsFolderName, incomingFolderName } from './attachments/folder-names.ts'
import { type AuditedStore, openAuditedStore } from './audit/audited-store.ts'
import { checkpointFileName } from './audit/checkpoint-file.ts'
import { AuditKeyError } from './audit/lost-keys.ts'
import { BackupError } from './backup/backup-error.ts'
import { checkClock } from './check-clock.ts'
import { checkPort } from './check-port.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { DataKeyError, readDataKeys } from './encryption/data-key-file.ts'
import { encryptedArchive } from './encryption/encrypted-archive.ts'
import { describeEncryption } from './encryption/describe-encryption.ts'
import { ensureFilled } from './demo/ensure-filled.ts'
import { FirstPasswordsFile } from './demo/first-passwords-file.ts'
import { fillNewStore } from './demo/first-start.ts'
import { describeFirstStart, firstStartFile, saveFirstStart } from './demo/describe-first-start.ts'
import { ServerError } from './errors/server-error.ts'
import { auditedCollections } from './audited-collections.ts'
import { readReferralMappings } from './read-referral-mappings.ts'
import { readSingleSignOn } from './read-single-sign-on.ts'
import { readTrustedClients } from './read-trusted-clients.ts'
import { jobWorker } from './jobs/job-worker-file.ts'
import { withOffload } from './jobs/offload.ts'
import { createContext } from './jobs/create-context.ts'
import { countedStore } from './metrics/counted-commit.ts'
import { createRegistry } from './metrics/create-registry.ts'
import { meteredStore } from './metrics/metered-store.ts'
import { requestMeter } from './metrics/request-metrics.ts'
import { serveMetrics } from './metrics/serve-metrics.ts'
import { standingGauges } from './metrics/standing-gauges.ts'
import type { HospitalSettings, OperationContext } from './operations/context/operation-context.ts'
import { trustAddresses } from './plugins/trusted-proxies.ts'
import { collections } from './ports/collections.ts'
import { AccountError } from './people/account-error.ts'
import { ownSecretCipher, SecretCipherError } from './people/secret-cipher.ts'
import type { ArchiveFiles } from './ports/archive-files.ts'
import type { ContentReader } from './ports/attachment-contents.ts'
import type { DataKeys } from './ports/data-keys.ts'
import { StoreError } from './ports/store-error.ts'
import { RepeatedScan } from './repeated-scan.ts'
import { backupBeforeUpgrade } from './upgrades/backup-before-upgrade.ts'
import { runUpgrades } from './upgrades/run-upgrades.ts'
import { loadBundledLayers } from './rulesets/load-bundled-layers.ts'
import { RulesetFolderError } from './rulesets/ruleset-folder-error.ts'
import { archiveFolderOf, openStore, orClosed, placeOf, storeFile } from './open-store.ts'
import { startAuditScans } from './start-audit-scans.ts'
import { startScans } from './start-scans.ts'
import { ownSigningKey } from './package-file/signing-key.ts'
import type { Tracing } from './tracing/tracing.ts'
import { TroubleLog } from './trouble-log.ts'
import { launchersIn, watchLaunchers } from './watch-launchers.ts'

/** In milliseconds. */
const hour = 3_600_000

/** After this many milliseconds a server that was told to end no longer waits for its last replies. */
const goodbyeTimeout = 20_000

/** Printed as long as the setting stands: with it, a store that is lost is not noticed. */
const takeAwayAccept =
  '  请去掉 JIELI_NEW_STORE=accept，否则数据库丢失也不会被发现 · take JIELI_NEW_STORE=accept away: with it, a store that is lost goes unnoticed'

/** Printed where nothing looks at documents that are filed. */
const unscanned =
  '  附件不做安全检查，见 JIELI_ATTACHMENT_SCAN · documents are not scanned, see JIELI_ATTACHMENT_SCAN'

/** Within this many milliseconds a signal that comes again is the same one. */
const echo = 1000

try {
  await run(readConfig(process.env))
} catch (error) {
  refuse(error)
}

async function run(config: Config): Promise<void> {
  await prepareFolder(config.dataFolder)
  if (config.port !== 0) await checkPort(config.host, config.port)
  const singleSignOn = readSingleSignOn(config, createOpenIdProvider)
  const lock = config.mongodbUrl === undefined ? lockFolder(config.dataFolder) : undefined
  const signingKey = await ownSigningKey(config.dataFolder)
  const backup = await backUp(config)
  if (backup !== undefined) print([`… 升级前的备份 backed up before the upgrade ${backup}`])
  const tracing =
    config.traces === undefined
      ? undefined
      : (await import('./tracing/start-tracing.ts')).startTracing(config.traces)
  const keys =
    config.dataKeysFile === undefined
      ? undefined
      : readDataKeys(config.dataKeysFile, config.algorithms)
  const { store: bare, encryption } = await openStore(config, keys)
  const opened = tracing === undefined ? bare : tracing.traced(bare)
  const contents = await orClosed(opened, async () => await openContents(placeOf(config, keys)))
  const registry = config.metrics === undefined ? undefined : createRegistry()
  const audited = await orClosed(opened, () =>
    openAuditedStore({
      store: registry === undefined ? opened : meteredStore(opened, registry),
      clock: systemClock,
      signingKey,
      algorithms: config.algorithms,
      collections: auditedCollections,
      contents,
      checkpointFile: path.join(config.dataFolder, checkpointFileName),
      ...(config.lostKey !== undefined && { lostKey: config.lostKey }),
      failed: (error) => {
        process.stderr.write(
          `jieli: a checkpoint of the audit log could not be written: ${messageOf(error)}\n`,
        )
      },
      adopting: (documents) => {
        print([`… 接管原有数据 taking over what an older version stored ${documents}`])
      },
    }),
  )
  const store = registry === undefined ? audited : countedStore(audited, registry)
  const bundled = await loadBundledLayers()
  const firstPasswords = new FirstPasswordsFile(config.dataFolder)
  const plain = createContext({
    hospitals: hospitalsOf(config),
    attachments: {
      ...config.attachments,
      contents,
      folder: path.join(config.dataFolder, attachmentsFolderName, incomingFolderName),
    },
    ...archiveOf(config, keys),
    ...(singleSignOn && { singleSignOn }),
    store,
    clock: systemClock,
    bundled,
    signingKey,
    firstPasswords,
    signInSettings: config.signIn,
    secretCipher: await ownSecretCipher(config.dataFolder, config.secretKey),
  })
  const clock = checkClock(await plain.clockWatch.begin(config.clockTrusted), config.clockTrusted)
  await runUpgrades(plain)
  const firstStart = await fillAtFirstStart(plain, config)
  await firstPasswords.compare(plain)
  const pool = new PiscinaPool({
    file: jobWorker,
    failed: (error) => {
      app.log.error({ err: error }, 'a thread of the pool ended')
    },
  })
  const context = withOffload(plain, {
    pool,
    store,
    place: placeOf(config, keys),
    webhookSender: createHttpWebhookSender({
      own: trustAddresses(config.webhookAddresses),
      anyOwn: config.webhookAddresses.length > 0,
    }),
  })
  const app = await buildApp({
    context,
    logTo: process.stderr,
    trusts: trustAddresses(config.trustProxy),
    requestLimits: config.requestLimits,
    maxDelay: config.maxDelay,
    accessLog: config.accessLog,
    ...(registry !== undefined && { meter: requestMeter(registry) }),
    tracing,
    origins: config.hospitals.origins,
  })
  if (registry !== undefined) standingGauges(registry, context)
  const metrics =
    registry && config.metrics ? await serveMetrics(registry, config.metrics) : undefined
  const address = await app.listen({ host: config.host, port: config.port })
  const log = new TroubleLog(app.log)
  const told = new RepeatedScan({
    name: 'first passwords',
    failed: 'what the first start told could not be compared',
    period: hour,
    log,
    // Another server of the same store may have changed a password.
    work: async () => {
      await firstPasswords.compare(context)
    },
  })
  told.start()
  const scans = [
    ...startScans(context, log, config.mongodbUrl === undefined),
    ...startAuditScans(context, store, log),
    told,
  ]
  endWhenTold({
    app,
    scans,
    pool,
    store,
    contents,
    lock,
    tracing,
    drainSeconds: config.drainSeconds,
  })
  print([
    `接力 Jieli ${address}`,
    `  接口 API   ${address}/api/docs`,
    `  数据 data  ${config.mongodbUrl === undefined ? storeFile(config) : 'MongoDB'}`,
    ...(metrics === undefined ? [] : [`  指标 metrics ${metrics.url}`]),
    ...(config.attachments.scanner === undefined ? [unscanned] : []),
    ...describeEncryption(encryption),
    ...clock,
    ...firstStart,
    ...(config.newStore === 'accept' ? [takeAwayAccept] : []),
  ])
}

/** How hospitals' systems are spoken to. @throws ConfigError */
function hospitalsOf({ hospitals }: Config): HospitalSettings {
  const { publicUrl, fhirServers, clientsFile, referralsFile } = hospitals
  return {
    publicUrl,
    fhir: createFhirReader(fhirServers),
    ...(clientsFile !== undefined && {
      clients: createTrustedClients(readTrustedClients(clientsFile)),
    }),
    ...(referralsFile !== undefined && { referrals: readReferralMappings(referralsFile) }),
  }
}

/** Backs an embedded store up that this start is going to bring forward. @throws BackupError @throws {StoreError} */
async function backUp(config: Config): Promise<string | undefined> {
  if (config.mongodbUrl !== undefined) return undefined
  return await backupBeforeUpgrade({
    embedded: embeddedSqlite(collections),
    folder: config.dataFolder,
    into: config.backupFolder,
    kept: config.upgradeBackups,
    now: systemClock.now(),
  })
}

/** Fills a new store and returns the lines that say how to sign in. */
async function fillAtFirstStart(context: OperationContext, config: Config): Promise<string[]> {
  const file = path.join(config.dataFolder, firstStartFile)
  const told = await ensureFilled(context, {
    alone: config.mongodbUrl === undefined,
    fill: async () => {
      const first = await fillNewStore(context, {
        adminPassword: config.adminPassword,
        demo: config.demo,
        progress: (what) => {
          print([`… ${what}`])
        },
      })
      await saveFirstStart(config.dataFolder, first)
      return first
    },
  })
  if (told !== undefined) return describeFirstStart(told, file)
  return existsSync(file) ? [`  登录信息见首次启动时写下的 · how to sign in: ${file}`] : []
}

/**
 * On SIGTERM, Ctrl-C, a terminal that closes, or when what started it is gone: takes nothing new, finishes what is
 * under way, closes the store, ends with 0. A second signal, but for the echo of the first, means at once.
 */
function endWhenTold(parts: {
  app: FastifyInstance
  scans: readonly RepeatedScan[]
  pool: PiscinaPool
  store: AuditedStore
  contents: ContentReader
  lock: FolderLock | undefined
  tracing: Tracing | undefined
  drainSeconds: number
}): void {
  let endingSince: number | undefined
  const end = async () => {
    endingSince = performance.now()
    // Whoever read what is printed may be gone.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
    if (parts.drainSeconds > 0) {
      parts.app.endSoon()
      await pause(parts.drainSeconds * 1000)
    }
    setTimeout(() => {
      parts.app.log.error('some requests did not end in time')
      process.exit(1)
    }, goodbyeTimeout).unref()
    // A kept-alive connection becomes idle only when its last reply is out, and would keep the server open.
    const hangUp = setInterval(() => {
      parts.app.server.closeIdleConnections()
    }, 50)
    // Who waits for a thread is answered now; who has one may end what it does.
    const stopping = parts.scans.map(async (scan) => scan.stop())
    await Promise.all([...stopping, parts.pool.close(), parts.app.close()])
    clearInterval(hangUp)
    await parts.contents.close()
    await parts.store.close()
    parts.lock?.release()
    await parts.tracing?.close()
    print(['接力 Jieli 已停止 · stopped'])
    process.exit(0)
  }
  const begin = () => {
    end().catch((error: unknown) => {
      parts.app.log.error({ err: error }, 'the server did not end in good order')
      process.exit(1)
    })
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (endingSince === undefined) begin()
      // A terminal sends Ctrl-C to every process, and some of them pass it on once more.
      else if (performance.now() - endingSince > echo) process.exit(1)
    })
  }
  watchLaunchers(launchersIn(process.argv), () => {
    if (endingSince === undefined) begin()
  })
}

async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new ConfigError(
      `cannot write to the data folder ${folder}; set JIELI_DATA_DIR to another`,
      {
        cause,
      },
    )
  }
}

/** Ends a start that cannot succeed: one clear line for what is known, the whole error for what is not. */
function refuse(error: unknown): never {
  const lines = knownTrouble(error)
  if (lines === undefined) {
    const known = error instanceof Error ? (error.stack ?? error.message) : String(error)
    process.stderr.write(`jieli: the server could not start\n${known}\n`)
  }
  for (const line of lines ?? []) process.stderr.write(`jieli: ${line}\n`)
  process.exit(1)
}

function knownTrouble(error: unknown): string[] | undefined {
  if (error instanceof ConfigError || error instanceof RulesetFolderError) {
    return error.message.split('\n')
  }
  // Of all accounts only the first administrator's password comes with the settings.
  if (error instanceof AccountError) return [`JIELI_ADMIN_PASSWORD: ${error.message}`]
  if (error instanceof SecretCipherError || error instanceof DataKeyError) return [error.message]
  if (error instanceof StoreError || error instanceof AuditKeyError) return [error.message]
  if (error instanceof BackupError) return [`${error.text.zh} · ${error.text.en}`]
  if (error instanceof ServerError && error.issues !== undefined) {
    const wrong = error.issues.filter((issue) => issue.severity === 'error')
    return [error.text.en, ...wrong.map((issue) => `${issue.path} ${issue.message.en}`)]
  }
  const { code, address, port } = error as { code?: string; address?: string; port?: number }
  switch (code) {
    case 'EADDRINUSE':
      return [`port ${port} on ${address} is taken; set JIELI_PORT to a free one`]
    case 'EACCES':
      return [`port ${port} on ${address} may not be used; set JIELI_PORT to one above 1023`]
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return [
        `this machine has no address ${address ?? ''}; set JIELI_HOST to one it has`.replace(
          '  ',
          ' ',
        ),
      ]
    default:
      return undefined
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`)
}

/** Where closed cases are archived: several servers share a folder that is named to them, one by itself has its own. */
function archiveOf(
  config: Config,
  keys: DataKeys | undefined,
): { readonly archive?: ArchiveFiles } {
  const folder = archiveFolderOf(config)
  return folder === undefined ? {} : { archive: encryptedArchive(folderArchive(folder), keys) }
}
