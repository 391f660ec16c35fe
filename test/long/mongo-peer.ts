import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

const tests = path.resolve(import.meta.dirname, '..')

/** A server of the MongoDB protocol, in a process of its own. */
export interface MongoPeer {
  /** The address of a database of ours on it. */
  readonly database: string
  readonly end: () => Promise<void>
}

/** Starts one; undefined where it cannot be built here. */
export async function startMongoPeer(): Promise<MongoPeer | undefined> {
  const child = spawn(path.join(tests, 'ferretdb/run.sh'), { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await firstLine(child)
  if (address === undefined) return undefined
  return {
    database: new URL('/jieli', address).href,
    end: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** The first line a program prints; undefined where it ends without one. */
export async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined
  const lines = createInterface(child.stdout)
  const [line] = await Promise.race([
    once(lines, 'line') as Promise<[string]>,
    once(child, 'exit').then((): [undefined] => [undefined]),
  ])
  return line
}
