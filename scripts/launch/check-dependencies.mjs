import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/**
 * The first dependency that is not installed as pinned. pnpm installs before it runs a script, but
 * when that install fails it only warns and runs the script all the same.
 * @param {readonly string[]} packages folders whose package.json to read
 * @returns {string | undefined} such as `fastify 5.12.8 (server)`
 */
export function findMissingDependency(packages) {
  for (const folder of packages) {
    const manifest = readJson(join(root, folder, 'package.json'))
    const pinned = { ...manifest.dependencies, ...manifest.devDependencies }
    for (const [name, version] of Object.entries(pinned)) {
      const installed = join(root, folder, 'node_modules', name, 'package.json')
      const workspace = version.startsWith('workspace:')
      if (!existsSync(installed)) return `${name} ${version} (${folder})`
      if (!workspace && readJson(installed).version !== version) {
        return `${name} ${version} (${folder})`
      }
    }
  }
  return undefined
}

/**
 * @param {string} file
 * @returns {{ version?: string, dependencies?: Record<string, string>, devDependencies?: Record<string, string> }}
 */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}
