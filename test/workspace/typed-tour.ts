import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { root } from '../../scripts/launch/root.mjs'
import { copyFirstStart } from '../server/process/copy-first-start.ts'
import { freePort } from '../server/process/free-port.ts'

/** One thing to type, and what the document says it prints. */
export interface Stop {
  readonly typed: string
  readonly printed: string
}

/** Whether what documents tell to type can be typed here. */
export const canType = ['bash', 'curl'].every((tool) => spawnSync(tool, ['--version']).status === 0)

/** The shell blocks of a part of a document, each run of them with the plain block that follows. Pure. */
export function readStops(text: string): Stop[] {
  const stops: Stop[] = []
  let typed = ''
  for (const [, language, block = ''] of text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)) {
    if (language === 'sh') typed += block
    else if (language === '') {
      stops.push({ typed, printed: block })
      typed = ''
    }
  }
  return stops
}

/**
 * Types everything in one shell and gives what each stop printed.
 * @param port the server's, instead of the one the document names
 */
export function typeStops(
  stops: readonly Stop[],
  { port, cwd, env = process.env }: { port: number; cwd: string; env?: NodeJS.ProcessEnv },
): string[] {
  const mark = '<<< end of stop >>>'
  const script = stops.map(({ typed }) => `${typed}\necho '${mark}'`).join('\n')
  const output = execFileSync('bash', ['-c', script.replaceAll(':8080', `:${port}`)], {
    cwd,
    env,
    encoding: 'utf8',
  })
  return output.split(`${mark}\n`).slice(0, -1)
}

/** A server on the store of a first start in `data` of a folder, ready to be asked. */
export async function startServer(
  folder: string,
): Promise<{ readonly port: number; readonly stop: () => Promise<void> }> {
  await copyFirstStart(join(folder, 'data'))
  const port = await freePort()
  const server = spawn(process.execPath, [join(root, 'server/src/server.ts')], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, JIELI_PORT: String(port), JIELI_DATA_DIR: join(folder, 'data') },
  })
  const stop = async () => {
    if (server.exitCode !== null) return
    const ended = new Promise((resolve) => server.once('exit', resolve))
    server.kill('SIGTERM')
    await ended
  }
  while (!(await isReady(port))) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`)
    await pause(100)
  }
  return { port, stop }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok
  } catch {
    return false
  }
}
