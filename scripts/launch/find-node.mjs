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
