import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const mainFile = path.resolve(import.meta.dirname, '../../../server/src/cli/main.ts')

/** Runs the command line as a user would, and waits for its end. */
export async function runCli(...args: readonly string[]) {
  const child = spawn(process.execPath, [mainFile, ...args])
  child.stdin.end()
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode === null) child.once('exit', resolve)
    else resolve(child.exitCode)
  })
  return { code, output, errors }
}
