import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withCompileCache } from '../launch/compile-cache.mjs'
import { root } from '../launch/root.mjs'
import { addCounts, countByArea, noTests } from './count-tests.mjs'
import { failedTests } from './failed-tests.mjs'
import { fileTimes } from './slowest-files.mjs'

/** @typedef {import('./count-tests.mjs').Counts} Counts */
/** @typedef {import('./slowest-files.mjs').FileTime} FileTime */

/**
 * Runs the tests of some areas in one Vitest process and counts them. An area without a passing
 * test or a failing one found nothing, and that is a failure; so is an error outside of any test.
 * @param {string} node path of the Node binary
 * @param {readonly string[]} areas folders under test/, which are Vitest's projects
 * @param {number} workers how many files are run at a time
 * @returns {{ counts: Counts, problems: string[], failed: string[], times: FileTime[] }} each problem is counted as one failed
 */
export function runAreas(node, areas, workers) {
  const folder = mkdtempSync(join(tmpdir(), 'jieli-test-'))
  const reportFile = join(folder, 'report.json')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
  args.push(`--maxWorkers=${workers}`)
  const run = spawnSync(node, [vitest, ...args, ...areas.flatMap((area) => ['--project', area])], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // Many tests start servers and commands in processes of their own: compiling them is half of that.
    env: withCompileCache(process.env),
  })
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : undefined
  rmSync(folder, { recursive: true })
  const tests = join(root, 'test')
  const times = report === undefined ? [] : fileTimes(report, tests)
  const failed = report === undefined ? [] : failedTests(report, tests)
  return { ...judge(report, run.status, areas), failed, times }
}

/**
 * @param {{ testResults: import('./count-tests.mjs').FileReport[] } | undefined} report
 * @param {number | null} status exit code of Vitest
 * @param {readonly string[]} areas
 */
export function judge(report, status, areas) {
  const byArea = countByArea(report ?? { testResults: [] }, join(root, 'test'))
  const tested = [...byArea.values()].reduce(addCounts, noTests)
  const problems = areas
    .filter((area) => !byArea.has(area))
    .map((area) => `test/${area} has no tests.`)
  if (status !== 0 && tested.failed === 0 && problems.length === 0) {
    problems.push('Vitest failed outside of any test; its message is above.')
  }
  return { counts: { ...tested, failed: tested.failed + problems.length }, problems }
}
