import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const source = path.resolve(import.meta.dirname, '../../server/src')

/**
 * Where a store itself may be written to: the one commit, who hands it on to threads, times it, encrypts it or tells of it, and what
 * the log keeps for itself.
 */
const allowed = [
  'audit/adopt-store.ts',
  'audit/audited-store.ts',
  'audit/checkpoint-writer.ts',
  'audit/commit-marks.ts',
  'cli/reset-second-factor-command.ts',
  'encryption/encrypted-store.ts',
  'jobs/job-runner.ts',
  'jobs/offload.ts',
  'ports/around-store.ts',
]

it('nothing of the server writes to a store but through the commit that brings its audit entry', () => {
  const files = globSync('**/*.ts', { cwd: source }).filter((file) => !file.startsWith('adapters'))
  expect(files.length).toBeGreaterThan(200)
  const writers = files.filter((file) =>
    /\bstore\)?\.commit\b/.test(readFileSync(path.join(source, file), 'utf8')),
  )
  expect(writers.toSorted()).toEqual(allowed.toSorted())
})
