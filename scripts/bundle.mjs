// `pnpm bundle [folder]`: one archive to carry to a machine without internet, with Node, every dependency and the built
// designer in it. It is for machines of the kind it is made on.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { buildDesigner } from './launch/build-designer.mjs'
import { prepare } from './launch/prepare.mjs'
import { refuse } from './launch/refuse.mjs'
import { root } from './launch/root.mjs'

/** What a site needs of the repository beside what is installed. */
const needed = ['README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'LICENSE', 'package.json']
const folders = ['deploy', 'docs', 'engine', 'rulesets', 'scripts', 'server']
/** What pnpm reads to install what the lockfile says, and no site needs. */
const install = [
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'designer/package.json',
  'test/package.json',
]

const node = prepare(['engine', 'server', 'designer'])
const { failure } = buildDesigner(node, (line) => console.log(line))
if (failure !== undefined) {
  console.error(failure)
  refuse('the designer could not be built; what Vite said is above.')
}

const { version } = readManifest(join(root, 'package.json'))
const name = `jieli-${version}-${process.platform}-${process.arch}`
const out = resolve(process.argv[2] ?? root)
const work = mkdtempSync(join(tmpdir(), 'jieli-bundle-'))
const bundle = join(work, name)
try {
  console.log('Copying …')
  const listed = execFileSync('git', ['ls-files', ...needed, ...folders, ...install], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of listed.trim().split('\n')) copy(file)
  copy('designer/dist')
  console.log('Installing …')
  const filters = ['--filter', 'jieli', '--filter', '@jieli/server...']
  const args = [
    '-y',
    'pnpm@12',
    ...filters,
    'install',
    '--prod',
    '--frozen-lockfile',
    '--prefer-offline',
  ]
  const installed = spawnSync('npx', args, { cwd: bundle, encoding: 'utf8' })
  if (installed.status !== 0) {
    console.error(`${installed.stdout}${installed.stderr}`)
    refuse('what the bundle needs could not be installed; what pnpm said is above.')
  }
  for (const file of install) rmSync(join(bundle, file), { force: true })
  rmSync(join(bundle, 'test'), { recursive: true, force: true })
  // The launchers see that everything a manifest names is there.
  for (const folder of ['.', 'engine', 'server']) {
    const file = join(bundle, folder, 'package.json')
    const { devDependencies: _, ...manifest } = readManifest(file)
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`)
  }
  mkdirSync(out, { recursive: true })
  const archive = join(out, `${name}.tar.gz`)
  console.log('Packing …')
  execFileSync('tar', ['-czf', archive, '-C', work, name])
  console.log(archive)
} finally {
  rmSync(work, { recursive: true, force: true })
}

/** @param {string} file a file or folder of the repository */
function copy(file) {
  // Listed by git and removed since.
  if (!existsSync(join(root, file))) return
  mkdirSync(dirname(join(bundle, file)), { recursive: true })
  cpSync(join(root, file), join(bundle, file), { recursive: true })
}

/**
 * @param {string} file
 * @returns {{ version: string, devDependencies?: Record<string, string> }}
 */
function readManifest(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
