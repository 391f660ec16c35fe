import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort, ServerProcess } from '../server/process/server-process.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder a first start leaves behind, to be copied and never written to. */
    firstStartFolder: string
  }
}

/** A first start publishes the rulesets, which takes a while: it is done once, and every browser test begins from a copy. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-first-start-'))
  const server = await new ServerProcess(folder, await freePort()).ready()
  await server.kill('SIGTERM')
  project.provide('firstStartFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
