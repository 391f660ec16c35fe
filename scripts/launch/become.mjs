import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { withCompileCache } from './compile-cache.mjs'

/**
 * Turns this process into another Node program: same process id, streams, signals and exit code.
 * Where Node cannot do that (20, Windows) a child runs instead, and signals and exit code are
 * passed through.
 * @param {string} node path of the Node binary
 * @param {readonly string[]} args script and its arguments
 */
export function become(node, args) {
  const env = withCompileCache(process.env)
  if (process.execve !== undefined && process.platform !== 'win32') {
    process.execve(node, [node, ...args], env)
  }
  const child = spawn(node, args, { stdio: 'inherit', env })
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  // A terminal sends Ctrl-C to both processes itself; a second one would mean "at once".
  process.on('SIGINT', () => {
    if (!process.stdin.isTTY) child.kill('SIGINT')
  })
  child.on('error', (error) => {
    process.stderr.write(`jieli: could not run ${node}: ${error.message}\n`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal])
  })
}
