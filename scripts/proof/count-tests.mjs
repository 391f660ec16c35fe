import { relative, sep } from 'node:path'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ name: string, status: string, assertionResults: { status: string }[] }} FileReport */

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 }

/**
 * Counts per area (the folder under test/) from Vitest's JSON report. A file that could not even be
 * loaded has no tests in the report; it counts as one failed.
 * @param {{ testResults: FileReport[] }} report
 * @param {string} testFolder absolute path of test/
 * @returns {Map<string, Counts>}
 */
export function countByArea(report, testFolder) {
  const areas = new Map()
  for (const file of report.testResults) {
    const area = relative(testFolder, file.name).split(sep)[0]
    areas.set(area, addCounts(areas.get(area) ?? noTests, countFile(file)))
  }
  return areas
}

/** @param {FileReport} file */
function countFile(file) {
  const counts = { ...noTests }
  for (const { status } of file.assertionResults) {
    if (status === 'passed') counts.passed++
    else if (status === 'failed') counts.failed++
    else counts.skipped++
  }
  if (file.status === 'failed' && counts.failed === 0) counts.failed = 1
  return counts
}

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function addCounts(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  }
}

/**
 * @param {Counts} counts
 * @returns {string} such as `12 passed, 0 failed, 3 skipped`
 */
export function formatCounts({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`
  return skipped === 0 ? line : `${line}, ${skipped} skipped`
}
