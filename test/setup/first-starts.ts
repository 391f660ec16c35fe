import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where data folders are kept that tests begin with a copy of: see `copyFirstStart`. */
    firstStarts: string
  }
}

/** Gives the tests of a run one place for what first starts leave behind. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieli-first-starts-'))
  project.provide('firstStarts', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
