import { relative } from 'node:path'

/** @typedef {{ file: string, seconds: number }} FileTime a test file, as a path under test/, and how long its tests took */

/**
 * How long the tests of each file took, from Vitest's JSON report.
 * @param {{ testResults: { name: string, startTime: number, endTime: number }[] }} report
 * @param {string} testFolder absolute path of test/
 * @returns {FileTime[]}
 */
export function fileTimes(report, testFolder) {
  return report.testResults.map(({ name, startTime, endTime }) => ({
    file: relative(testFolder, name),
    seconds: (endTime - startTime) / 1000,
  }))
}

/**
 * The ten files that took longest, a line each, so that a slow one is seen when it comes.
 * @param {readonly FileTime[]} times
 * @returns {string[]} none where nothing ran
 */
export function formatSlowest(times) {
  const slowest = times.toSorted((a, b) => b.seconds - a.seconds).slice(0, 10)
  if (slowest.length === 0) return []
  return [
    'The slowest files:',
    ...slowest.map(({ file, seconds }) => `${seconds.toFixed(1).padStart(7)} s  test/${file}`),
  ]
}
