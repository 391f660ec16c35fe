// `pnpm check`: everything that can be said without running the product, one line each.
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { prepare } from './launch/prepare.mjs'
import { root } from './launch/root.mjs'

const node = prepare(['.', 'engine', 'server', 'designer', 'test'])
const bin = join(root, 'node_modules', '.bin')
const env = {
  ...process.env,
  PATH: [bin, dirname(node), process.env['PATH']].join(delimiter),
  FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
}
const cruised = ['engine', 'server', 'designer', 'test', 'rulesets', 'scripts']

/** @type {readonly (readonly [title: string, command: string, args: readonly string[]])[]} */
const gates = [
  ['formatting', 'oxfmt', ['--check', '.']],
  ['lint', 'oxlint', ['--deny-warnings', '.']],
  ['types of engine', 'tsc', ['-p', 'engine']],
  ['types of server', 'tsc', ['-p', 'server']],
  ['types of designer', 'tsc', ['-p', 'designer']],
  ['types of test', 'tsc', ['-p', 'test']],
  ['floors', 'depcruise', ['--config', '.dependency-cruiser.cjs', ...cruised]],
  ['dead code', 'knip', ['--no-progress']],
]

let failed = 0
for (const [title, command, args] of gates) {
  const started = performance.now()
  const { code, output } = await run(command, args)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${title} (${seconds} s)`)
  if (code !== 0) {
    failed++
    console.log(`${output.trim()}\n`)
  }
}
console.log(`${gates.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

/**
 * @param {string} command a program of node_modules/.bin
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string }>} both streams as one text
 */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
