import { spawn } from 'node:child_process'

/** What a scanner found: `failed` where it could not tell. */
export type ScanVerdict = 'clean' | 'infected' | 'failed'

/** Milliseconds a scanner may take for one file. */
const timeout = 120_000

/**
 * Has the site's program look at a file: without a shell, the file as its last argument, and nothing of the server's own
 * settings in its environment. It says 0 for a clean file and 1 for an infected one; all else is a scan that failed.
 */
export async function scanFile(
  [program, ...args]: readonly [string, ...string[]],
  file: string,
  limit = timeout,
): Promise<ScanVerdict> {
  const environment = Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot'].flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return await new Promise((resolve) => {
    const scanner = spawn(program, [...args, file], {
      stdio: 'ignore',
      shell: false,
      env: environment,
      timeout: limit,
      killSignal: 'SIGKILL',
    })
    scanner.once('error', () => {
      resolve('failed')
    })
    scanner.once('close', (code) => {
      resolve(code === 0 ? 'clean' : code === 1 ? 'infected' : 'failed')
    })
  })
}
