import { spawn } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { canonicalJson, verifiesException } from '@jieli/engine'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const mainFile = path.resolve(import.meta.dirname, '../../../server/src/cli/main.ts')
const root = mkdtempSync(path.join(tmpdir(), 'jieli-travel-'))
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

/** Runs the command line with a data folder of its own. */
async function jieli(args: readonly string[], data = 'data') {
  const env = { ...process.env, JIELI_DATA_DIR: path.join(root, data) }
  const child = spawn(process.execPath, [mainFile, ...args], { cwd: root, env })
  child.stdin.end()
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode === null) child.once('exit', resolve)
    else resolve(child.exitCode)
  })
  return { code, output, errors }
}

const exported = path.join(root, 'exported.json')
let fingerprint = ''
beforeAll(async () => {
  const { code, output, errors } = await jieli([
    'export',
    'provincial-sample',
    '--out',
    exported,
    '--json',
  ])
  if (code !== 0) throw new Error(errors)
  fingerprint = (JSON.parse(output) as { fingerprint: string }).fingerprint
})

interface Sealed {
  layers: {
    id: string
    layer: { parameters?: { id: string; values: unknown[] }[]; manifest: { version: string } }
  }[]
  signature: string
  publicKey: string
  bundle: string
}
const sealed = () => JSON.parse(readFileSync(exported, 'utf8')) as Sealed
function written(name: string, content: string | object): string {
  const file = path.join(root, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
async function refusalOf(file: string, more: readonly string[] = ['--trust', fingerprint]) {
  const into = path.join(root, 'refused')
  const { code, output } = await jieli(
    ['import', file, '--into', into, '--json', ...more],
    'elsewhere',
  )
  expect(code).toBe(1)
  // Nothing is written before everything has been checked.
  expect(existsSync(into)).toBe(false)
  return (JSON.parse(output) as { refusal: string }).refusal
}

describe('a ruleset that travels', () => {
  it('arrives with its parents, resolves to the same bundle, and a second time changes nothing', async () => {
    const into = path.join(root, 'rulesets')
    const import_ = () =>
      jieli(['import', exported, '--into', into, '--trust', fingerprint, '--json'], 'elsewhere')
    const first = await import_()
    expect(first.code).toBe(0)
    expect(JSON.parse(first.output)).toMatchObject({
      imported: true,
      id: 'provincial-sample',
      unchanged: [],
    })
    expect(readdirSync(into).toSorted()).toEqual(['national', 'provincial-sample'])
    const bundle = await jieli(['bundle', path.join(into, 'provincial-sample'), '--json'])
    expect((JSON.parse(bundle.output) as { hash: string }).hash).toBe(sealed().bundle)
    expect(JSON.parse((await import_()).output)).toMatchObject({ imported: true, written: [] })
  })

  it('is refused where it is, under the same version, something else', async () => {
    const into = path.join(root, 'other')
    mkdirSync(path.join(into, 'national'), { recursive: true })
    const manifest = sealed().layers.find(({ id }) => id === 'national')?.layer.manifest
    writeFileSync(
      path.join(into, 'national/ruleset.json'),
      JSON.stringify({ ...manifest, sample: true }),
    )
    const { code, output } = await jieli([
      'import',
      exported,
      '--into',
      into,
      '--trust',
      fingerprint,
      '--json',
    ])
    expect([code, JSON.parse(output)]).toEqual([1, expect.objectContaining({ refusal: 'present' })])
    expect(readdirSync(into)).toEqual(['national'])
  })

  it('half a copy, another form and an unknown sender are each told apart', async () => {
    const whole = readFileSync(exported, 'utf8')
    expect(await refusalOf(written('half.json', whole.slice(0, whole.length / 2)))).toBe(
      'incomplete',
    )
    expect(await refusalOf(written('form.json', { layers: [] }))).toBe('form')
    expect(await refusalOf(exported, [])).toBe('untrusted')
    expect(await refusalOf(exported, ['--trust', '0000-0000'])).toBe('untrusted')
  })

  it('a file changed after it was signed is refused', async () => {
    const changed = sealed()
    const layer = changed.layers.find(({ id }) => id === 'provincial-sample')?.layer
    layer?.parameters?.[0]?.values.splice(0)
    expect(await refusalOf(written('changed.json', changed))).toBe('signature')
    expect(
      await refusalOf(
        written('stripped.json', { ...sealed(), layers: sealed().layers.slice(0, 1) }),
      ),
    ).toBe('signature')
    expect(
      await refusalOf(written('forged.json', { ...sealed(), signature: 'ab'.repeat(64) })),
    ).toBe('signature')
  })

  it('a file well signed but false in itself is refused: a wrong hash, a missing parent, a crossed red line', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const { sign } = await import('node:crypto')
    const hex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
    const own = createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex').slice(0, 32)
    const trust = ['--trust', own.replaceAll(/(.{4})(?=.)/g, '$1-')]
    const resealed = (name: string, change: (file: Sealed) => void) => {
      const { signature: _signature, ...file } = sealed()
      change(file as Sealed)
      const rest = { ...file, publicKey: hex }
      const signature = sign(null, Buffer.from(canonicalJson(rest)), privateKey).toString('hex')
      return written(name, { ...rest, signature })
    }
    const hashOf = (layer: unknown) =>
      `sha256:${createHash('sha256').update(canonicalJson(layer)).digest('hex')}`
    const wrongHash = resealed('hash.json', (file) => {
      file.layers[0]!.layer.manifest.version = '1.0.1'
    })
    expect(await refusalOf(wrongHash, trust)).toBe('hash')
    const orphan = resealed('orphan.json', (file) => {
      file.layers.splice(1)
    })
    expect(await refusalOf(orphan, trust)).toBe('rules')
    const crossed = resealed('crossed.json', (file) => {
      const own = file.layers[0] as Sealed['layers'][number] & { hash: string }
      const floor = own.layer.parameters?.find(({ id }) => id === 'pathwayEntryRateFloor')
      floor!.values = [{ from: '2019-06-01', value: { numerator: 1, denominator: 10 } }]
      own.hash = hashOf(own.layer)
    })
    expect(await refusalOf(crossed, trust)).toBe('rules')
    const other = resealed('bundle.json', (file) => {
      file.bundle = `sha256:${'0'.repeat(64)}`
    })
    expect(await refusalOf(other, trust)).toBe('bundle')
  })

  it('a key that is none, and a file that is not there, are wrong use', async () => {
    const key = written('key.pem', 'no key')
    const out = path.join(root, 'never.json')
    expect((await jieli(['export', 'national', '--out', out, '--key', key])).code).toBe(2)
    expect((await jieli(['import', path.join(root, 'nothing.json'), '--into', root])).code).toBe(2)
    expect(existsSync(out)).toBe(false)
  })
})

describe('commands on guards and differences', () => {
  it('sign-exception signs what the engine then believes', async () => {
    const unsigned = {
      id: 'leave',
      item: '/parameters/pathwayVarianceRateCeiling',
      authority: 'province',
      grantedBy: { zh: '省', en: 'province' },
      document: { zh: '文', en: 'paper' },
      reason: { zh: '因', en: 'why' },
      until: '2026-12-31',
    }
    const { code, output } = await jieli([
      'sign-exception',
      'county',
      written('leave.json', unsigned),
      '--json',
    ])
    const { publicKey, exception } = JSON.parse(output) as { publicKey: string; exception: never }
    expect(code).toBe(0)
    expect(verifiesException('county', exception, publicKey)).toBe(true)
    expect(verifiesException('neighbour', exception, publicKey)).toBe(false)
    expect((await jieli(['sign-exception', 'county', written('bad.json', { id: 'x' })])).code).toBe(
      2,
    )
  })

  it('diff tells in sentences what differs, and that nothing does', async () => {
    const same = await jieli(['diff', 'national', 'national', '--language', 'en'])
    expect([same.code, same.output]).toEqual([0, 'They are the same.\n'])
    const { code, output } = await jieli([
      'diff',
      'national',
      'provincial-sample',
      '--language',
      'en',
    ])
    expect(code).toBe(0)
    expect(output).toMatch(/^\+ Added: .+ \(\/.+\)$/m)
    expect((await jieli(['diff', 'national', 'nobody'])).code).toBe(2)
  })

  it('diff names an added tier with the two it lies between, and shows no JSON', async () => {
    const { output } = await jieli(['diff', 'county-base', 'futian-grid'])
    expect(output).toContain(
      '新增代码表“机构层级”的代码“片区医疗中心”，排在“乡镇级”与“县级”之间 (/codeSystems/tiers/codes/area-centre)',
    )
    expect(output).toContain('代码表“机构层级”的代码“县级”：名称由“县（区）级”改为“县级”')
    expect(output).not.toMatch(/[{}]/)
  })

  it('DI5 diff tells which cases come out otherwise, or that there may be more than it tells', async () => {
    const { code, output } = await jieli(['diff', 'district-plan', 'wuhu-jiujiang'])
    expect(code).toBe(0)
    expect(output).toMatch(/按 \d{4}-\d\d-\d\d 的规则，所需信息齐全时，下列情形的结论不同：/)
    expect(output).toMatch(/^上转判定.*：原“.+”→ 现“.+”$/m)
    expect(output).toMatch(/^ {2}- .*转出单位层级/m)
    expect(output).toMatch(/^未能全部列出，可能还有别的情形：.*下转判定/m)
  })

  it('mutate counts what the guards refuse, and is good when nothing slips through', async () => {
    const run = ['mutate', 'provincial-sample', '--seed', '1', '--count', '40']
    const { code, output } = await jieli([...run, '--json'])
    expect(code).toBe(0)
    const found = JSON.parse(output)
    expect(found).toMatchObject({ seed: 1, count: 40, survivors: [], falseAlarms: [] })
    const sum = (weakened: boolean) =>
      found.kinds
        .filter((kind: { weakened: boolean }) => kind.weakened === weakened)
        .reduce((total: number, kind: { tried: number }) => total + kind.tried, 0)
    expect([sum(true), sum(false)]).toEqual([20, 20])
    const { output: shown } = await jieli([...run, '--language', 'en'])
    expect(shown).toContain('tried  refused  to acknowledge  let through')
    expect(shown).toMatch(/20 weakened, \d+ refused, \d+ to be acknowledged, 0 let through/)
    expect((await jieli(['mutate', 'provincial-sample', '--count', 'many'])).code).toBe(2)
  })

  it('coverage tells clauses apart by prefix', async () => {
    const { code, output } = await jieli(['coverage', 'national', '--json'])
    const { prefixes, unknown } = JSON.parse(output) as { prefixes: object[]; unknown: string[] }
    expect([code, unknown]).toEqual([0, []])
    // The nation's indicators are kept and shown; nothing is decided by most of them.
    expect(prefixes).toMatchObject([{ prefix: 'NI', clauses: 14, acts: expect.any(Number) }])
    const [row] = prefixes as { acts: number; stored: number; text: number; storedOnly: string[] }[]
    expect(row!.acts + row!.stored + row!.text).toBe(14)
    expect(row!.storedOnly).toHaveLength(row!.stored)
  })

  it('CV2 coverage tells how many statements of its own document a community carries out', async () => {
    const { code, output } = await jieli(['coverage', 'sanming', '--json'])
    const { prefixes, statements } = JSON.parse(output) as {
      prefixes: { prefix: string; clauses: number; acts: number }[]
      statements: { communities: string[]; statements: number; acts: number; met: boolean }[]
    }
    const own = prefixes.find(({ prefix }) => prefix === 'SM')!
    expect(own.clauses).toBe(17)
    expect(statements).toMatchObject([
      { communities: ['sanming'], statements: own.clauses, acts: own.acts },
    ])
    const [share] = statements
    expect(share!.met).toBe(share!.acts * 100 >= share!.statements * 85)
    if (!share!.met) expect(code).not.toBe(0)
    const shown = await jieli(['coverage', 'sanming'])
    expect(shown.output).toContain(`${share!.acts}/${share!.statements} = `)
  })
})
