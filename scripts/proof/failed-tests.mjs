import { relative } from 'node:path'

/** @typedef {{ fullName: string, status: string, failureMessages?: readonly (string | null)[] | null }} TestReport */

/**
 * What failed, a line each with the first line of its message, so that whoever sees only the end of a long run sees it.
 * @param {{ testResults: { name: string, status: string, message?: string, assertionResults: TestReport[] }[] }} report
 * @param {string} testFolder absolute path of test/
 * @returns {string[]} none where nothing failed
 */
export function failedTests(report, testFolder) {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = `test/${relative(testFolder, name)}`
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : []
    return failed.map(
      (test) => `${file} > ${test.fullName.trim()}: ${firstLine(test.failureMessages?.[0])}`,
    )
  })
}

/** @param {string | null | undefined} message */
function firstLine(message) {
  return (message ?? '').split('\n', 1)[0]?.slice(0, 300) ?? ''
}
