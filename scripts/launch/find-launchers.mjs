import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

const managers = /^(npm|npx|pnpm|pnpx|yarn|yarnpkg|bun|bunx|corepack)(-cli)?(\.[cm]?js)?$/
const shells = /^(sh|ash|bash|dash|ksh|zsh)$/

/**
 * The package managers this process was started through, with the shells between them, nearest first; none when
 * somebody started it by itself. npx does not pass SIGTERM on, and when it is killed nobody can: what runs below has to
 * see for itself that they are gone. Whoever started the package manager is not among them, and may go.
 * @returns {number[]} process ids
 */
export function findLaunchers() {
  // A script run by a package manager is told its name.
  if (process.env['npm_lifecycle_event'] === undefined) return []
  if (process.platform === 'win32') return [process.ppid]
  /** @type {number[]} */
  const found = []
  /** @type {number[]} */
  let between = []
  let id = process.ppid
  while (id > 1) {
    const known = describeProcess(id)
    if (known === undefined) break
    const { parent, words } = known
    if (isManager(words)) {
      found.push(...between, id)
      between = []
    } else if (shells.test(basename(words[0] ?? '')) && words[1] === '-c') between.push(id)
    else break
    id = parent
  }
  return found
}

/** @param {readonly string[]} words a command line */
function isManager([program = '', script = '']) {
  const name = basename(program)
  return managers.test(name) || (/^node(js)?$/.test(name) && managers.test(basename(script)))
}

/**
 * @param {number} id
 * @returns {{ parent: number, words: string[] } | undefined} undefined when there is no such process
 */
function describeProcess(id) {
  try {
    // The program's name stands in brackets and may hold anything; what follows is numbers.
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8')
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    return { parent, words: wordsOf(readFileSync(`/proc/${id}/cmdline`, 'utf8')) }
  } catch {
    const { status, stdout } = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(id)], {
      encoding: 'utf8',
    })
    const line = /^\s*(\d+)\s+(.*)$/.exec(stdout ?? '')
    return status === 0 && line
      ? { parent: Number(line[1]), words: wordsOf(line[2] ?? '') }
      : undefined
  }
}

/** @param {string} commandLine */
function wordsOf(commandLine) {
  return commandLine.split(/[\0 ]+/).filter((word) => word !== '')
}
