import path from 'node:path'
import { ConfigError, readConfig, repositoryFolder } from '@jieli/server/config'
import { expect, it } from 'vitest'

it('every setting has a default', () => {
  expect(readConfig({})).toEqual({
    host: '127.0.0.1',
    algorithms: 'international',
    port: 8080,
    dataFolder: path.join(repositoryFolder, 'data'),
    demo: true,
    clockTrusted: false,
    backupFolder: path.join(repositoryFolder, 'data', 'backups'),
    upgradeBackups: 3,
    trustProxy: [],
    accessLog: false,
    maxDelay: 5000,
    drainSeconds: 0,
    signIn: { idleSeconds: 3600, wholeSeconds: 43_200, passwordDays: null, secondFactor: [] },
    webhookAddresses: [],
    hospitals: { publicUrl: undefined, clientsFile: undefined, origins: [], fhirServers: [] },
    attachments: { maxBytes: 20_000_000 },
    requestLimits: { caller: 12_000, address: 60_000 },
  })
})

it('the environment is read', () => {
  expect(
    readConfig({
      JIELI_HOST: '0.0.0.0',
      JIELI_PORT: '0',
      JIELI_DATA_DIR: '/srv/jieli',
      JIELI_MONGODB_URL: 'mongodb://db.example/jieli',
      JIELI_ADMIN_PASSWORD: 'long enough to be one',
      JIELI_DEMO: 'off',
      JIELI_CLOCK: 'trusted',
      JIELI_BACKUP_DIR: '/backups',
      JIELI_UPGRADE_BACKUPS: '0',
      JIELI_TRUST_PROXY: '10.0.0.7',
      JIELI_WEBHOOK_ADDRESSES: '10.1.0.0/16, 127.0.0.1',
      JIELI_METRICS_ADDRESS: '[::1]:9464',
      JIELI_TRACES: '0.25',
      JIELI_ACCESS_LOG: 'on',
      JIELI_MAX_DELAY: 'off',
      JIELI_DRAIN_SECONDS: '10',
      JIELI_SESSION_IDLE_MINUTES: 'off',
      JIELI_SESSION_HOURS: '8',
      JIELI_PASSWORD_DAYS: '90',
      JIELI_SECOND_FACTOR: 'administrator, publisher@yunling',
      JIELI_ARCHIVE_FOLDER: '/archive',
      JIELI_ATTACHMENT_MEGABYTES: '50',
      JIELI_ATTACHMENT_SCAN: '/usr/bin/clamdscan --fdpass',
      JIELI_REQUESTS_PER_CALLER: '600',
      JIELI_REQUESTS_PER_ADDRESS: 'off',
      PATH: '/bin',
    }),
  ).toEqual({
    host: '0.0.0.0',
    port: 0,
    dataFolder: '/srv/jieli',
    mongodbUrl: 'mongodb://db.example/jieli',
    adminPassword: 'long enough to be one',
    demo: false,
    clockTrusted: true,
    backupFolder: '/backups',
    upgradeBackups: 0,
    trustProxy: ['10.0.0.7'],
    metrics: { host: '::1', port: 9464 },
    traces: 0.25,
    accessLog: true,
    maxDelay: undefined,
    drainSeconds: 10,
    algorithms: 'international',
    archiveFolder: '/archive',
    signIn: {
      idleSeconds: null,
      wholeSeconds: 28_800,
      passwordDays: 90,
      secondFactor: [
        { role: 'administrator', county: '*' },
        { role: 'publisher', county: 'yunling' },
      ],
    },
    webhookAddresses: ['10.1.0.0/16', '127.0.0.1'],
    hospitals: { publicUrl: undefined, clientsFile: undefined, origins: [], fhirServers: [] },
    attachments: { maxBytes: 50_000_000, scanner: ['/usr/bin/clamdscan', '--fdpass'] },
    requestLimits: { caller: 600, address: undefined },
  })
})

it('an empty value counts as none', () => {
  expect(readConfig({ JIELI_PORT: '', JIELI_MONGODB_URL: '' }).port).toBe(8080)
})

it('each bad value is one line that names it', () => {
  const read = () => readConfig({ JIELI_PORT: '70000', JIELI_DEMO: 'yes' })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(
    'JIELI_PORT="70000" must be a port number from 0 to 65535.\n' +
      'JIELI_DEMO="yes" must be "on" (sample data in a fresh store) or "off" (none).',
  )
})

it('a role that there is not is no rule for a second factor', () => {
  expect(() => readConfig({ JIELI_SECOND_FACTOR: 'administrators' })).toThrow(
    /^JIELI_SECOND_FACTOR="administrators" must be "optional", or roles/,
  )
})

it('a secret is never repeated', () => {
  expect(() => readConfig({ JIELI_ADMIN_PASSWORD: 'short' })).toThrow(
    /^JIELI_ADMIN_PASSWORD must have at least 10 characters\.$/,
  )
  expect(() => readConfig({ JIELI_MONGODB_URL: 'user:secret@host' })).toThrow(
    /^JIELI_MONGODB_URL must begin with mongodb:\/\/ or mongodb\+srv:\/\/\.$/,
  )
  expect(() => readConfig({ JIELI_SECRET_KEY: 'half a secret' })).toThrow(
    /^JIELI_SECRET_KEY must be 32 bytes in base 64\.$/,
  )
})
