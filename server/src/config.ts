import path from 'node:path'
import { z } from 'zod'
import { standardMaxBytes } from './attachments/attachment-settings.ts'
import type { NewStore } from './identity/recognise-store.ts'
import { roles } from './contracts/roles.ts'
import type { SecondFactorRule } from './people/second-factor-rule.ts'
import type { SignInSettings } from './people/sign-in-settings.ts'
import { trustAddresses } from './plugins/trusted-proxies.ts'
import { algorithmSets, type AlgorithmSet } from './ports/data-keys.ts'

/** The repository's root: where the designer's built files and the bundled rulesets lie. */
export const repositoryFolder = path.resolve(import.meta.dirname, '../..')

const limit = z
  .string()
  .regex(/^(off|[1-9]\d{0,8})$/, 'must be a number of requests a minute, or "off"')

/** `off`, or entries with commas between them, each of one form. */
function listOf(entry: RegExp, message: string) {
  return z
    .string()
    .default('off')
    .transform(listed)
    .refine((entries) => entries.every((each) => entry.test(each)), message)
}

const configSchema = z.object({
  JIELI_HOST: z.string().min(1, 'must name a host or address').default('127.0.0.1'),
  JIELI_PORT: z.coerce
    .number('must be a port number from 0 to 65535')
    .int('must be a port number from 0 to 65535')
    .min(0, 'must be a port number from 0 to 65535')
    .max(65_535, 'must be a port number from 0 to 65535')
    .default(8080),
  JIELI_DATA_DIR: z
    .string()
    .min(1, 'must name a folder')
    .default(path.join(repositoryFolder, 'data'))
    .transform((folder) => path.resolve(folder)),
  JIELI_MONGODB_URL: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  JIELI_ADMIN_PASSWORD: z
    .string()
    .min(10, 'must have at least 10 characters')
    .max(200, 'must have at most 200 characters')
    .optional(),
  JIELI_LOST_KEY: z
    .string()
    .regex(/^[0-9a-f]{8}$/, 'must be the 8 digits and letters a key names itself by')
    .optional(),
  JIELI_DEMO: z
    .enum(['on', 'off'], 'must be "on" (sample data in a fresh store) or "off" (none)')
    .default('on'),
  JIELI_CLOCK: z
    .enum(
      ['checked', 'trusted'],
      'must be "checked" (no start while the clock is far from what was written) or "trusted" (start all the same)',
    )
    .default('checked'),
  JIELI_NEW_STORE: z
    .enum(
      ['accept', 'refuse'],
      'must be "accept" (use the store that is there, once) or "refuse" (never make a new one)',
    )
    .optional(),
  JIELI_BACKUP_DIR: z
    .string()
    .min(1, 'must name a folder')
    .transform((folder) => path.resolve(folder))
    .optional(),
  JIELI_UPGRADE_BACKUPS: z
    .string()
    .regex(/^\d{1,3}$/, 'must be how many backups made before upgrades are kept, 0 to make none')
    .default('3'),
  JIELI_TRUST_PROXY: z
    .string()
    .default('off')
    .transform(listed)
    .refine(areAddresses, 'must be "off", or addresses and ranges such as "10.0.0.7, 10.1.0.0/16"'),
  JIELI_METRICS_ADDRESS: z
    .string()
    .regex(
      /^(off|(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5})$/,
      'must be "off", or a host and a port: 127.0.0.1:9464',
    )
    .default('off'),
  JIELI_TRACES: z
    .string()
    .regex(/^(off|1|0\.\d{1,4})$/, 'must be "off", or a share of the requests: 1 for all, 0.1')
    .default('off'),
  JIELI_ACCESS_LOG: z
    .enum(['on', 'off'], 'must be "on" (a line for each answered request) or "off"')
    .default('off'),
  JIELI_MAX_DELAY: z
    .string()
    .regex(/^(off|[1-9]\d{1,5})$/, 'must be a number of milliseconds, or "off"')
    .default('5000'),
  JIELI_DRAIN_SECONDS: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number of seconds, 0 for none')
    .default('0'),
  JIELI_SESSION_IDLE_MINUTES: z
    .string()
    .regex(/^(off|[5-9]|[1-9]\d{1,4})$/, 'must be a number of minutes, at least 5, or "off"')
    .default('60'),
  JIELI_SESSION_HOURS: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, 'must be a number of hours from 1 to 999')
    .default('12'),
  JIELI_PASSWORD_DAYS: z
    .string()
    .regex(/^(off|[1-9]\d{0,3})$/, 'must be a number of days from 1 to 9999, or "off"')
    .default('off'),
  JIELI_SECOND_FACTOR: z
    .string()
    .default('optional')
    .transform(secondFactorRules)
    .refine(
      (rules) => rules.every(({ role }) => role === '*' || isRole(role)),
      'must be "optional", or roles such as "administrator, publisher@yunling", "*" for every one',
    ),
  JIELI_SECRET_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'must be 32 bytes in base 64')
    .optional(),
  JIELI_DATA_KEYS: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  JIELI_ALGORITHMS: z
    .enum(algorithmSets, 'must be "international" (AES, SHA-2) or "national" (SM4, SM3)')
    .default('international'),
  JIELI_OIDC_ISSUER: z
    .string()
    .regex(
      /^(https:\/\/[^\s/]\S*|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/\S*)?)$/,
      'must be an address with https:// (http:// on this very machine only)',
    )
    .optional(),
  JIELI_OIDC_CLIENT_ID: z.string().max(300, 'must have at most 300 characters').optional(),
  JIELI_OIDC_CLIENT_SECRET_FILE: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  JIELI_OIDC_GROUPS: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  JIELI_OIDC_GROUPS_CLAIM: z
    .string()
    .max(300, 'must have at most 300 characters')
    .default('groups'),
  JIELI_OIDC_SCOPE: z
    .string()
    .regex(/^(.* )?openid( .*)?$/, 'must hold "openid"')
    .default('openid profile'),
  JIELI_WEBHOOK_ADDRESSES: z
    .string()
    .default('off')
    .transform(listed)
    .refine(areAddresses, 'must be "off", or addresses and ranges such as "10.0.0.7, 10.1.0.0/16"'),
  JIELI_PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s/]\S*$/, 'must be an address such as "https://jieli.example.cn"')
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  JIELI_CDS_CLIENTS: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  JIELI_CDS_ORIGINS: listOf(
    /^https?:\/\/[^\s/]+$/,
    'must be "off", or origins such as "https://his.example.cn, https://emr.example.cn"',
  ),
  JIELI_FHIR_SERVERS: listOf(
    /^https?:\/\/[^\s/]\S*$/,
    'must be "off", or base addresses such as "https://fhir.example.cn/r4"',
  ),
  JIELI_FHIR_REFERRALS: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  JIELI_ARCHIVE_FOLDER: z
    .string()
    .transform((folder) => path.resolve(folder))
    .optional(),
  JIELI_ATTACHMENT_MEGABYTES: z
    .string()
    .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, 'must be a number of megabytes from 1 to 500')
    .default(String(standardMaxBytes / 1_000_000)),
  JIELI_ATTACHMENT_SCAN: z
    .string()
    .trim()
    .default('off')
    .transform((command) => (command === 'off' ? [] : command.split(/\s+/)))
    .refine(
      ([program]) => program === undefined || path.isAbsolute(program),
      'must be "off", or the whole path of a program and its arguments: "/usr/bin/clamdscan --fdpass"',
    ),
  JIELI_REQUESTS_PER_CALLER: limit.default('12000'),
  JIELI_REQUESTS_PER_ADDRESS: limit.default('60000'),
})

/** `role` or `role@county`, several parted by commas. */
function secondFactorRules(text: string): readonly SecondFactorRule[] {
  if (text === 'optional') return []
  return text.split(',').map((entry) => {
    const [role = '', county = '*'] = entry.trim().split('@')
    return { role, county }
  })
}

function isRole(text: string): boolean {
  return (roles as readonly string[]).includes(text)
}

function listed(text: string): string[] {
  const entries = text.split(',').map((entry) => entry.trim())
  return text === 'off' ? [] : entries.filter(Boolean)
}

function areAddresses(entries: readonly string[]): boolean {
  try {
    trustAddresses(entries)
    return true
  } catch {
    return false
  }
}

/** What the environment says about how to run, with defaults filled in. */
export interface Config {
  readonly host: string
  /** 0 asks the system for a free port. */
  readonly port: number
  /** Absolute path. Holds the embedded store and `first-start.json`. */
  readonly dataFolder: string
  /** When set, MongoDB is the store instead of the embedded one. */
  readonly mongodbUrl?: string
  /** The administrator's password on first start, instead of a random one. */
  readonly adminPassword?: string
  /** The key the audit log is sealed with, where it is lost for good. */
  readonly lostKey?: string
  /** What secrets in the store are encrypted with, instead of the key in the data folder. */
  readonly secretKey?: Uint8Array
  /** By which algorithms personal content is encrypted, and what is kept for ever is sealed. */
  readonly algorithms: AlgorithmSet
  /** The file of keys that personal content is encrypted with; it is not encrypted when absent. */
  readonly dataKeysFile?: string
  /** Whether a fresh store is filled with sample data. */
  readonly demo: boolean
  /** Whether to start although the clock is far from what was written. */
  readonly clockTrusted: boolean
  /**
   * `accept`, for one start: the store that is there becomes the data folder's, though the folder knew another one or
   * its own is gone. `refuse`: only a store that was there before is started on, so that a disk that is not mounted is
   * never taken for a first start.
   */
  readonly newStore?: NewStore
  /** Absolute path. Where a backup of the embedded store is put before an upgrade. */
  readonly backupFolder: string
  /** How many of them are kept; 0 makes none. */
  readonly upgradeBackups: number
  /** Addresses and ranges of proxies that say who really asked; nobody else is believed. */
  readonly trustProxy: readonly string[]
  /** Where metrics are served; nowhere when absent. */
  readonly metrics?: { readonly host: string; readonly port: number }
  /** The share of requests a collector of OpenTelemetry is told of; it is told of none when absent. */
  readonly traces?: number
  readonly accessLog: boolean
  /** Milliseconds the server may run behind before it turns requests away; undefined is no limit. */
  readonly maxDelay: number | undefined
  /** For so many seconds a server that was told to end says so on `/readyz` and answers everything still. */
  readonly drainSeconds: number
  /** How long somebody stays signed in, and how long a password is good for. */
  readonly signIn: SignInSettings
  /** Addresses and ranges of the site's own that webhooks may reach: nothing else that is not public. */
  readonly webhookAddresses: readonly string[]
  /** The site's provider of identities; nobody signs in by one when absent. */
  readonly singleSignOn?: {
    readonly issuer: string
    readonly clientId: string
    readonly secretFile: string
    /** The file that says what groups may do. */
    readonly groupsFile: string
    readonly groupsClaim: string
    readonly scope: string
  }
  /** How hospitals' systems are spoken to. */
  readonly hospitals: {
    /** The address this server has for others, without a slash at its end. */
    readonly publicUrl: string | undefined
    /** The file of systems that sign their calls. */
    readonly clientsFile: string | undefined
    /** Origins whose pages may call the services of CDS Hooks. */
    readonly origins: readonly string[]
    /** FHIR servers that may be read from, by their base address. */
    readonly fhirServers: readonly string[]
    /** The file that says by which pathway each county takes referrals by FHIR. */
    readonly referralsFile: string | undefined
  }
  /** Where closed cases are archived; undefined where they are not. */
  readonly archiveFolder: string | undefined
  /** How large a document that is filed may be, in bytes, and the program that looks at each; none where it is absent. */
  readonly attachments: {
    readonly maxBytes: number
    readonly scanner?: readonly [program: string, ...args: string[]]
  }
  /** Requests a minute; undefined is no limit. */
  readonly requestLimits: {
    readonly caller: number | undefined
    readonly address: number | undefined
  }
}

/** Thrown when a setting is unusable. The message has one line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the settings from an environment. An empty value counts as absent.
 * @throws ConfigError naming every bad value, one a line
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.entries(environment).filter(
    ([name, value]) => name.startsWith('JIELI_') && value !== undefined && value !== '',
  )
  const parsed = configSchema.safeParse(Object.fromEntries(present))
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0])
      const shown = secretSettings.has(name) ? '' : `="${environment[name] ?? ''}"`
      return `${name}${shown} ${issue.message}.`
    })
    throw new ConfigError(lines.join('\n'))
  }
  const settings = parsed.data
  if (settings.JIELI_CDS_CLIENTS !== undefined && settings.JIELI_PUBLIC_URL === undefined)
    throw new ConfigError(
      'JIELI_CDS_CLIENTS needs JIELI_PUBLIC_URL: a signed call names the address it is meant for.',
    )
  const singleSignOn = singleSignOnOf(settings)
  const [program, ...args] = settings.JIELI_ATTACHMENT_SCAN
  return {
    host: settings.JIELI_HOST,
    port: settings.JIELI_PORT,
    dataFolder: settings.JIELI_DATA_DIR,
    demo: settings.JIELI_DEMO === 'on',
    clockTrusted: settings.JIELI_CLOCK === 'trusted',
    backupFolder: settings.JIELI_BACKUP_DIR ?? path.join(settings.JIELI_DATA_DIR, 'backups'),
    upgradeBackups: Number(settings.JIELI_UPGRADE_BACKUPS),
    trustProxy: settings.JIELI_TRUST_PROXY,
    ...(settings.JIELI_METRICS_ADDRESS !== 'off' && {
      metrics: addressOf(settings.JIELI_METRICS_ADDRESS),
    }),
    ...(settings.JIELI_TRACES !== 'off' && { traces: Number(settings.JIELI_TRACES) }),
    accessLog: settings.JIELI_ACCESS_LOG === 'on',
    maxDelay: limitOf(settings.JIELI_MAX_DELAY),
    drainSeconds: Number(settings.JIELI_DRAIN_SECONDS),
    signIn: {
      idleSeconds: times(60, limitOf(settings.JIELI_SESSION_IDLE_MINUTES)),
      wholeSeconds: Number(settings.JIELI_SESSION_HOURS) * 3600,
      secondFactor: settings.JIELI_SECOND_FACTOR,
      passwordDays: times(1, limitOf(settings.JIELI_PASSWORD_DAYS)),
    },
    ...(singleSignOn && { singleSignOn }),
    webhookAddresses: settings.JIELI_WEBHOOK_ADDRESSES,
    hospitals: {
      publicUrl: settings.JIELI_PUBLIC_URL,
      clientsFile: settings.JIELI_CDS_CLIENTS,
      origins: settings.JIELI_CDS_ORIGINS,
      fhirServers: settings.JIELI_FHIR_SERVERS,
      referralsFile: settings.JIELI_FHIR_REFERRALS,
    },
    archiveFolder: settings.JIELI_ARCHIVE_FOLDER,
    attachments: {
      maxBytes: Number(settings.JIELI_ATTACHMENT_MEGABYTES) * 1_000_000,
      ...(program !== undefined && { scanner: [program, ...args] as const }),
    },
    requestLimits: {
      caller: limitOf(settings.JIELI_REQUESTS_PER_CALLER),
      address: limitOf(settings.JIELI_REQUESTS_PER_ADDRESS),
    },
    ...(settings.JIELI_MONGODB_URL !== undefined && { mongodbUrl: settings.JIELI_MONGODB_URL }),
    ...(settings.JIELI_LOST_KEY !== undefined && { lostKey: settings.JIELI_LOST_KEY }),
    ...(settings.JIELI_SECRET_KEY !== undefined && {
      secretKey: Buffer.from(settings.JIELI_SECRET_KEY, 'base64'),
    }),
    algorithms: settings.JIELI_ALGORITHMS,
    ...(settings.JIELI_DATA_KEYS !== undefined && { dataKeysFile: settings.JIELI_DATA_KEYS }),
    ...(settings.JIELI_NEW_STORE !== undefined && { newStore: settings.JIELI_NEW_STORE }),
    ...(settings.JIELI_ADMIN_PASSWORD !== undefined && {
      adminPassword: settings.JIELI_ADMIN_PASSWORD,
    }),
  }
}

/** @throws ConfigError where some of the settings are there and others are not */
function singleSignOnOf(settings: z.output<typeof configSchema>): Config['singleSignOn'] {
  const issuer = settings.JIELI_OIDC_ISSUER
  const clientId = settings.JIELI_OIDC_CLIENT_ID
  const secretFile = settings.JIELI_OIDC_CLIENT_SECRET_FILE
  const groupsFile = settings.JIELI_OIDC_GROUPS
  const given = { issuer, clientId, secretFile, groupsFile }
  if (Object.values(given).every((value) => value === undefined)) return undefined
  const whole = settings.JIELI_PUBLIC_URL !== undefined
  if (!whole || !issuer || !clientId || !secretFile || !groupsFile)
    throw new ConfigError(
      'Signing in by a provider needs all of JIELI_OIDC_ISSUER, JIELI_OIDC_CLIENT_ID, JIELI_OIDC_CLIENT_SECRET_FILE, JIELI_OIDC_GROUPS and JIELI_PUBLIC_URL.',
    )
  const { JIELI_OIDC_GROUPS_CLAIM: groupsClaim, JIELI_OIDC_SCOPE: scope } = settings
  return { issuer, clientId, secretFile, groupsFile, groupsClaim, scope }
}

function limitOf(setting: string): number | undefined {
  return setting === 'off' ? undefined : Number(setting)
}

function addressOf(setting: string): { host: string; port: number } {
  const at = setting.lastIndexOf(':')
  return {
    host: setting.slice(0, at).replaceAll(/[[\]]/g, ''),
    port: Number(setting.slice(at + 1)),
  }
}

function times(factor: number, count: number | undefined): number | null {
  return count === undefined ? null : factor * count
}

/** Settings whose value is never repeated in a message. */
const secretSettings = new Set(['JIELI_ADMIN_PASSWORD', 'JIELI_MONGODB_URL', 'JIELI_SECRET_KEY'])
