import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

/** The oldest Node that runs TypeScript from source and loads the SQLite driver without harm. */
export const oldestNode = 24

/** @param {string} version such as `v24.21.0` */
export function isNewEnough(version) {
  return Number(version.replace(/^v/, '').split('.')[0]) >= oldestNode
}

/**
 * The Node to run Jieli with: the one running now, or the one pinned in node_modules.
 * An older Node does not refuse the SQLite driver, it crashes in it; so ask before any import.
 * @returns {string | undefined} path of the binary; undefined when neither will do
 */
export function findNode() {
  if (isNewEnough(process.version)) return process.execPath
  const folder = `node-${process.platform}-${process.arch}`
  const pinned = join(root, 'node_modules', folder, 'bin', 'node')
  return existsSync(pinned) ? pinned : undefined
}

/**
 * Why Jieli does not run on a platform; undefined where it does.
 * @param {string} platform as Node names it
 */
export function unfitPlatform(platform) {
  return platform === 'win32'
    ? 'does not run on Windows, which cannot write a folder through to the disk as the store needs it; run it in WSL 2 (Windows Subsystem for Linux) or in a container.'
    : undefined
}

/**
 * What to do where no Node is new enough. An install brings one for Linux alone.
 * @param {{ platform: string, arch: string, version: string }} found the Node that is running
 */
export function missingNode({ platform, arch, version }) {
  const needs = `needs Node ${oldestNode} or newer and this is ${version}`
  return platform === 'linux' && ['x64', 'arm64'].includes(arch)
    ? `${needs}; run \`npx -y pnpm@12 install\` in this folder, which brings it.`
    : `${needs}; install Node ${oldestNode}, which our install brings for Linux on x64 and arm64 alone.`
}
