import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'

const run = promisify(execFile)

/** Each broken floor: the file, what it imports, and the rules that must bite. */
const offences: readonly (readonly [file: string, imported: string, ...rules: string[]])[] = [
  ['engine/src/decisions/lost.ts', './nowhere.ts', 'no-unresolvable', 'engine-is-pure'],
  ['engine/src/decisions/circle-back.ts', './circle.ts', 'no-cycles'],
  ['engine/src/decisions/reads-disk.ts', 'node:fs', 'engine-is-pure'],
  ['engine/src/decisions/type-only.ts', 'type:node:fs', 'engine-is-pure'],
  ['engine/src/decisions/stray.ts', 'stray', 'engine-is-pure', 'no-undeclared-package'],
  ['engine/src/decisions/judge.ts', 'json-rules-engine', 'engine-json-rules-in-interchange'],
  ['engine/src/checks/by-door.ts', '../index.ts', 'engine-rooms-not-doors', 'engine-checks'],
  ['engine/src/model/up.ts', '../decisions/clean.ts', 'engine-model'],
  ['engine/src/layers/sideways.ts', '../decisions/clean.ts', 'engine-layers'],
  ['engine/src/formulas/sideways.ts', '../decisions/clean.ts', 'engine-formulas'],
  ['engine/src/decisions/up.ts', '../pathways/clean.ts', 'engine-decisions'],
  ['engine/src/pathways/sideways.ts', '../assessment/clean.ts', 'engine-pathways'],
  ['engine/src/assessment/sideways.ts', '../pathways/clean.ts', 'engine-assessment'],
  ['engine/src/money/sideways.ts', '../assessment/clean.ts', 'engine-money'],
  ['engine/src/scheduled-duties/sideways.ts', '../money/clean.ts', 'engine-scheduled-duties'],
  ['engine/src/proof/up.ts', '../red-lines/clean.ts', 'engine-proof'],
  ['engine/src/comparison/sideways.ts', '../proof/clean.ts', 'engine-comparison'],
  ['engine/src/red-lines/up.ts', '../checks/clean.ts', 'engine-red-lines'],
  ['engine/src/checks/up.ts', '../scenarios/clean.ts', 'engine-checks'],
  ['engine/src/scenarios/up.ts', '../mutations/clean.ts', 'engine-scenarios'],
  ['engine/src/interchange/sideways.ts', '../checks/clean.ts', 'engine-interchange'],
  ['engine/src/index.ts', './interchange/clean.ts', 'engine-main-door'],
  ['engine/src/mutations/sideways.ts', '../scenarios/clean.ts', 'engine-mutations'],
  ['server/src/inner.ts', '../../engine/src/model/clean.ts', 'engine-doors'],
  ['designer/src/inner.ts', '../../engine/src/model/clean.ts', 'engine-doors'],
  ['designer/src/heavy.ts', '@jieli/engine/agreement', 'designer-by-main-door'],
  ['designer/src/heavy-too.ts', '@jieli/engine/mutations', 'designer-by-main-door'],
  ['designer/src/over.ts', '../../server/src/app.ts', 'designer-not-server'],
  ['server/src/over.ts', '../../designer/src/main.ts', 'server-not-designer'],
  ['designer/src/document/state/view.ts', 'react', 'designer-document-without-react'],
  ['designer/src/document/commands/view.ts', 'react', 'designer-document-without-react'],
  ['designer/src/api/lost/up.ts', '../../kit/fields/clean.ts', 'designer-api'],
  ['designer/src/kit/lost/up.ts', '../../document/editing/clean.ts', 'designer-kit'],
  ['designer/src/document/lost/up.ts', '../../editor/clean.ts', 'designer-document'],
  ['designer/src/document/lost/over.ts', '../../api/clean.ts', 'designer-document'],
  ['designer/src/document/state/lost/up.ts', '../../commands/clean.ts', 'designer-document-state'],
  [
    'designer/src/document/commands/lost/over.ts',
    '../../../kit/fields/clean.ts',
    'designer-document-commands',
  ],
  ['designer/src/editor/lost/up.ts', '../../library/clean.ts', 'designer-editor'],
  ['designer/src/work/lost/across.ts', '../../library/clean.ts', 'designer-work'],
  ['designer/src/library/lost/across.ts', '../../work/clean.ts', 'designer-library'],
  ['designer/src/app/lost/up.ts', '../../main.ts', 'designer-app'],
  ['designer/src/deep.ts', '../../server/src/contracts/policy.ts', 'designer-not-server'],
  ['server/src/contracts/up.ts', '../operations/context/clean.ts', 'server-contracts-are-lowest'],
  ['server/src/contracts/web.ts', 'fastify', 'server-contracts-are-lowest'],
  ['server/src/client/up.ts', '../operations/context/clean.ts', 'server-client-on-contracts'],
  ['server/src/ports/up.ts', '../operations/context/clean.ts', 'server-ports-are-lowest'],
  [
    'server/src/routes/store.ts',
    '../adapters/sqlite.ts',
    'server-routes-not-adapters',
    'server-adapters-behind-their-door',
  ],
  [
    'server/src/operations/cases/store.ts',
    '../../adapters/sqlite.ts',
    'server-operations-are-plain',
    'server-adapters-behind-their-door',
  ],
  [
    'server/src/operations/cases/answers.ts',
    '../../routes/clean.ts',
    'server-operations-are-plain',
  ],
  ['server/src/operations/cases/web.ts', 'fastify', 'server-operations-are-plain'],
  ['server/src/operations/cases/waits.ts', '../../jobs/clean.ts', 'server-operations-are-plain'],
  ['server/src/operations/loose.ts', '../ports/clean.ts', 'server-operations-by-subject'],
  [
    'server/src/operations/sideline/clean.ts',
    '../../ports/clean.ts',
    'server-operations-by-subject',
  ],
  ['server/src/operations/context/up.ts', '../library/clean.ts', 'server-context'],
  ['server/src/operations/people/up.ts', '../library/clean.ts', 'server-people'],
  ['server/src/operations/events/up.ts', '../cases/clean.ts', 'server-events'],
  ['server/src/operations/webhooks/up.ts', '../cases/clean.ts', 'server-webhooks'],
  ['server/src/operations/jobs/up.ts', '../cases/clean.ts', 'server-jobs'],
  ['server/src/operations/library/up.ts', '../cases/clean.ts', 'server-library'],
  ['server/src/operations/audit/up.ts', '../cases/clean.ts', 'server-audit'],
  ['server/src/operations/decisions/up.ts', '../cases/clean.ts', 'server-decisions'],
  ['server/src/operations/links/up.ts', '../timers/clean.ts', 'server-links'],
  ['server/src/operations/fhir/up.ts', '../timers/clean.ts', 'server-fhir'],
  ['server/src/operations/cds/up.ts', '../cases/clean.ts', 'server-cds'],
  ['server/src/operations/code-maps/up.ts', '../cases/clean.ts', 'server-code-maps'],
  ['server/src/operations/jurisdictions/up.ts', '../drafts/clean.ts', 'server-jurisdictions'],
  ['server/src/operations/cases/up.ts', '../timers/clean.ts', 'server-cases'],
  ['server/src/operations/drafts/up.ts', '../publications/clean.ts', 'server-drafts'],
  [
    'server/src/operations/unit-changes/sideways.ts',
    '../assessment/clean.ts',
    'server-unit-changes',
  ],
  ['server/src/operations/retention/sideways.ts', '../assessment/clean.ts', 'server-retention'],
  ['server/src/operations/timers/sideways.ts', '../assessment/clean.ts', 'server-timers'],
  ['server/src/operations/approvals/up.ts', '../publications/clean.ts', 'server-approvals'],
  ['server/src/operations/publications/up.ts', '../transfer/clean.ts', 'server-publications'],
  ['server/src/operations/transfer/sideways.ts', '../drafts/clean.ts', 'server-transfer'],
  ['server/src/operations/assessment/up.ts', '../settlement/clean.ts', 'server-assessment'],
  ['server/src/operations/settlement/up.ts', '../work/clean.ts', 'server-settlement'],
  [
    'server/src/operations/scheduled-duties/sideways.ts',
    '../settlement/clean.ts',
    'server-scheduled-duties',
  ],
  ['server/src/operations/work/sideways.ts', '../people/clean.ts', 'server-work'],
  ['server/src/documents/up.ts', '../operations/context/clean.ts', 'server-documents-are-low'],
  ['server/src/jobs/web.ts', 'fastify', 'server-jobs-are-plain'],
  ['server/src/jobs/up.ts', '../routes/clean.ts', 'server-jobs-are-plain'],
  ['server/src/jobs/picks.ts', '../adapters/sqlite.ts', 'server-adapters-behind-their-door'],
  ['server/src/adapters/across.ts', '../jobs/clean.ts', 'server-adapters-on-ports'],
  ['server/src/picks.ts', './adapters/index.ts', 'server-adapters-behind-their-door'],
  ['server/src/adapters/up.ts', '../operations/context/clean.ts', 'server-adapters-on-ports'],
  ['server/src/tested.ts', '../../test/setup.ts', 'nothing-imports-test'],
  ['rulesets/county/code.ts', '../../server/src/app.ts', 'rulesets-are-data'],
]

/** Files that keep to the floors; the offenders above point at them. */
const clean: Readonly<Record<string, readonly string[]>> = {
  'engine/src/mutations.ts': ['./mutations/clean.ts'],
  'engine/src/agreement.ts': ['./interchange/clean.ts'],
  'engine/src/model/clean.ts': ['zod'],
  'engine/src/layers/clean.ts': ['../model/clean.ts', '@noble/hashes', 'canonicalize'],
  'engine/src/formulas/clean.ts': ['../model/clean.ts', 'lezer-feel', '@lezer/common'],
  'engine/src/decisions/clean.ts': ['../model/clean.ts'],
  'engine/src/decisions/circle.ts': ['./circle-back.ts'],
  'engine/src/pathways/clean.ts': ['../decisions/clean.ts', 'xstate'],
  'engine/src/assessment/clean.ts': ['../decisions/clean.ts', '../formulas/clean.ts'],
  'engine/src/money/clean.ts': ['../decisions/clean.ts'],
  'engine/src/scheduled-duties/clean.ts': ['../assessment/clean.ts'],
  'engine/src/proof/clean.ts': ['../decisions/clean.ts'],
  'engine/src/comparison/clean.ts': ['../layers/clean.ts'],
  'engine/src/red-lines/clean.ts': ['../proof/clean.ts', '../pathways/clean.ts'],
  'engine/src/checks/clean.ts': ['../red-lines/clean.ts', '../assessment/clean.ts'],
  'engine/src/scenarios/clean.ts': ['../checks/clean.ts', '../comparison/clean.ts'],
  'engine/src/interchange/clean.ts': ['../proof/clean.ts', 'json-rules-engine'],
  'engine/src/mutations/clean.ts': ['../checks/clean.ts', '../red-lines/clean.ts'],
  'server/src/app.ts': ['@jieli/engine', '@jieli/engine/agreement', 'fastify', 'node:fs'],
  'server/src/server.ts': ['./app.ts', './adapters/index.ts'],
  'server/src/adapters/index.ts': ['./sqlite.ts'],
  'server/src/adapters/sqlite.ts': ['../ports/clean.ts', 'better-sqlite3'],
  'server/src/contracts/index.ts': ['./policy.ts'],
  'server/src/contracts/policy.ts': [],
  'server/src/ports/clean.ts': [],
  'server/src/documents/clean.ts': ['../ports/clean.ts'],
  'server/src/operations/context/clean.ts': ['../../documents/clean.ts', '@jieli/engine'],
  'server/src/operations/people/clean.ts': ['../context/clean.ts'],
  'server/src/operations/library/clean.ts': ['../context/clean.ts'],
  'server/src/operations/audit/clean.ts': ['../context/clean.ts'],
  'server/src/operations/decisions/clean.ts': ['../library/clean.ts'],
  'server/src/operations/jurisdictions/clean.ts': ['../library/clean.ts'],
  'server/src/operations/cases/clean.ts': ['../decisions/clean.ts'],
  'server/src/operations/drafts/clean.ts': ['../jurisdictions/clean.ts'],
  'server/src/operations/timers/clean.ts': ['../cases/clean.ts'],
  'server/src/operations/publications/clean.ts': ['../drafts/clean.ts'],
  'server/src/operations/transfer/clean.ts': ['../publications/clean.ts'],
  'server/src/operations/assessment/clean.ts': ['../cases/clean.ts'],
  'server/src/operations/settlement/clean.ts': ['../assessment/clean.ts'],
  'server/src/operations/scheduled-duties/clean.ts': ['../assessment/clean.ts'],
  'server/src/operations/work/clean.ts': ['../settlement/clean.ts'],
  'server/src/jobs/clean.ts': ['../operations/context/clean.ts', '../ports/clean.ts'],
  'server/src/jobs/job-worker.ts': ['../adapters/sqlite.ts', './clean.ts'],
  'server/src/routes/clean.ts': ['../operations/context/clean.ts', '../jobs/clean.ts', 'fastify'],
  'designer/src/main.ts': ['./app/clean.ts', '@jieli/engine', 'react'],
  'designer/src/app/clean.ts': ['../library/clean.ts', '../work/clean.ts', '../editor/clean.ts'],
  'designer/src/library/clean.ts': ['../editor/clean.ts', '../api/clean.ts'],
  'designer/src/work/clean.ts': ['../editor/clean.ts', '../kit/fields/clean.ts'],
  'designer/src/editor/clean.ts': ['../document/editing/clean.ts', '../document/commands/clean.ts'],
  'designer/src/document/editing/clean.ts': ['../commands/clean.ts', '../../kit/fields/clean.ts'],
  'designer/src/kit/fields/clean.ts': ['../../api/clean.ts', 'react'],
  'designer/src/kit/fields/circle.ts': ['../notices/clean.ts'],
  'designer/src/kit/notices/clean.ts': [],
  'server/src/upgrades/clean.ts': [],
  'server/src/upgrades/circle.ts': ['../demo/clean.ts'],
  'server/src/demo/clean.ts': [],
  'server/src/demo/circle.ts': ['../upgrades/clean.ts'],
  'designer/src/kit/notices/circle.ts': ['../fields/clean.ts'],
  'designer/src/api/clean.ts': ['../../../server/src/contracts/index.ts'],
  'designer/src/document/state/clean.ts': ['@jieli/engine', 'immer'],
  'designer/src/document/commands/clean.ts': ['../state/clean.ts'],
  'test/setup.ts': ['../server/src/app.ts', '../designer/src/main.ts'],
}

/** Folders that import each other, although none of their files does. */
const circle = [
  'designer/src/kit/fields',
  'designer/src/kit/notices',
  'server/src/upgrades',
  'server/src/demo',
]
const circleRule = 'folders-in-order'

const packages = {
  engine: [
    'zod',
    'xstate',
    'json-rules-engine',
    '@noble/hashes',
    'canonicalize',
    'lezer-feel',
    '@lezer/common',
    'stray',
  ],
  server: ['fastify', 'better-sqlite3'],
  designer: ['react', 'immer'],
}

let house: string
let broken: string[]

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'jieli-floors-'))
  await build(house)
  broken = await cruise(house)
})

afterAll(() => rm(house, { recursive: true }))

for (const [file, imported, ...rules] of offences) {
  it(`${file} importing ${imported} breaks ${rules.join(' and ')}`, () => {
    const own = broken.filter((line) => line.startsWith(`${file} `))
    expect(own.toSorted()).toEqual(rules.map((rule) => `${file} ${rule}`).toSorted())
  })
}

for (const folder of circle) {
  it(`${folder} in a circle breaks ${circleRule}`, () => {
    expect(broken).toContain(`${folder} ${circleRule}`)
  })
}

it('files that keep to the floors break none', () => {
  // An arrow that goes up also puts the rooms of its two ends into a circle.
  const offenders = new Set([...offences.flatMap(([file]) => withFolders(file)), ...circle])
  expect(broken.filter((line) => !offenders.has(line.split(' ')[0] ?? ''))).toEqual([])
})

it('every rule has an offender that proves it', async () => {
  const { default: config } = await import('../../.dependency-cruiser.cjs')
  const proven = new Set([...offences.flatMap(([, , ...rules]) => rules), circleRule])
  expect(
    config.forbidden.map((rule) => rule.name ?? '').filter((name) => !proven.has(name)),
  ).toEqual([])
})

/** A file, and the folders it lies in. */
function withFolders(file: string): string[] {
  return file.split('/').map((_, index, parts) => parts.slice(0, parts.length - index).join('/'))
}

/** Writes a small house: real package.json files, bare packages, clean files and offenders. */
async function build(folder: string): Promise<void> {
  for (const name of ['engine', 'server', 'designer', 'test']) {
    await mkdir(join(folder, name), { recursive: true })
    await cp(join(root, name, 'package.json'), join(folder, name, 'package.json'))
  }
  for (const [owner, names] of Object.entries(packages)) {
    for (const name of names) {
      const place = `${owner}/node_modules/${name}`
      await write(folder, `${place}/package.json`, JSON.stringify({ name, main: 'index.js' }))
      await write(folder, `${place}/index.js`, '')
    }
  }
  for (const name of ['server', 'designer']) {
    await mkdir(join(folder, name, 'node_modules/@jieli'), { recursive: true })
    await symlink(join(folder, 'engine'), join(folder, name, 'node_modules/@jieli/engine'))
  }
  for (const [file, imports] of Object.entries(clean)) {
    await write(folder, file, imports.map(statement).join('\n'))
  }
  for (const [file, imported] of offences) await write(folder, file, statement(imported))
}

function statement(imported: string): string {
  return imported.startsWith('type:')
    ? `import type { A } from '${imported.slice('type:'.length)}'\nexport type B = A\n`
    : `import '${imported}'\n`
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true })
  await writeFile(join(folder, file), text)
}

/** The violations as lines `file rule`, by the project's own rules. */
async function cruise(folder: string): Promise<string[]> {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const config = join(root, '.dependency-cruiser.cjs')
  const folders = ['engine', 'server', 'designer', 'test', 'rulesets']
  const args = [tool, '--config', config, '--output-type', 'json', ...folders]
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 2 ** 26 })
  const report = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] }
  }
  return report.summary.violations.map(({ from, rule }) => `${from} ${rule.name}`)
}
