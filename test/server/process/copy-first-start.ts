import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { inject } from 'vitest'
import { freePort } from './free-port.ts'
import { ServerProcess } from './server-process.ts'

/**
 * Copies into a folder what a first start leaves in its data folder. A first start publishes the rulesets, which takes a
 * while: it is made once for all tests of a run that do not look at the first start itself.
 */
export async function copyFirstStart(folder: string, demo: 'on' | 'off' = 'on'): Promise<void> {
  const kept = path.join(inject('firstStarts'), demo)
  const mark = (name: string) => `${kept}.${name}`
  if (isOurs(mark('begun'))) {
    try {
      const server = new ServerProcess(kept, await freePort(), { JIELI_DEMO: demo })
      await (await server.ready()).kill('SIGTERM')
      writeFileSync(mark('done'), '')
    } catch (error) {
      writeFileSync(mark('failed'), String(error))
      throw error
    }
  }
  while (!existsSync(mark('done'))) {
    if (existsSync(mark('failed'))) throw new Error('the first start failed in another test')
    await pause(100)
  }
  cpSync(kept, folder, { recursive: true })
}

/** True for the first that asks, whatever process it is in. */
function isOurs(mark: string): boolean {
  try {
    mkdirSync(mark)
    return true
  } catch {
    return false
  }
}
