import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { root } from './root.mjs'

const inputs = [
  'designer/index.html',
  'designer/package.json',
  'designer/public',
  'designer/src',
  'designer/tsconfig.json',
  'designer/vite.config.ts',
  'engine/package.json',
  'engine/src',
  'pnpm-lock.yaml',
  'scripts/launch/build-designer.mjs',
  'tsconfig.base.json',
]
const stamp = join(root, 'designer', 'dist', '.built-from')

/**
 * Builds the designer with Vite unless the build there is already comes from these very sources.
 * The hash of the sources lies beside the build: file times say nothing after a clone or checkout.
 * @param {string} node path of the Node binary to build with
 * @param {(line: string) => void} announce told before a build, which takes some seconds
 * @returns {{ built: boolean, failure?: string }} `failure` is what Vite said
 */
export function buildDesigner(node, announce) {
  const hash = hashInputs()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return { built: false }
  announce('Building the designer …')
  rmSync(stamp, { force: true })
  const vite = join(root, 'designer', 'node_modules', 'vite', 'bin', 'vite.js')
  const run = spawnSync(node, [vite, 'build', '--logLevel', 'error'], {
    cwd: join(root, 'designer'),
    // Under a test runner too: the kit gives every dialog the same id in what it takes for a test.
    env: { ...process.env, NODE_ENV: 'production' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  if (run.status !== 0) {
    return { built: false, failure: `${run.stdout}${run.stderr}${run.error?.message ?? ''}`.trim() }
  }
  writeFileSync(stamp, hash)
  return { built: true }
}

/** One hash over the path and content of every file the build reads. */
function hashInputs() {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesUnder(join(root, input))) {
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} path a file, a folder, or nothing at all
 * @returns {string[]} files in a stable order
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  try {
    const entries = readdirSync(path, { withFileTypes: true })
    return entries
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => filesUnder(join(path, entry.name)))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return [path]
    throw error
  }
}
