import { findMissingDependency } from './check-dependencies.mjs'
import { findNode, missingNode, unfitPlatform } from './find-node.mjs'
import { refuse } from './refuse.mjs'

const install = 'run `npx -y pnpm@12 install` in this folder, which brings it'

/**
 * Sees that a program can start: a Node new enough, and every dependency installed as pinned.
 * Ends the process with one line when it cannot.
 * @param {readonly string[]} packages the packages whose dependencies the program needs
 * @returns {string} path of the Node binary to run it with
 */
export function prepare(packages) {
  const unfit = unfitPlatform(process.platform)
  if (unfit !== undefined) refuse(unfit)
  const node = findNode()
  if (node === undefined) refuse(missingNode(process))
  const missing = findMissingDependency(packages)
  if (missing !== undefined) refuse(`${missing} is not installed; ${install}.`)
  return node
}
