import { contentHash } from './content-hash.ts'
import type { Issue } from './issue.ts'

/**
 * Gives each issue that has to be acknowledged the key by which it is: a hash of its code, its place and both its
 * sentences. It stays while the finding says the same, wherever it stands in a list, and falls when it says something else.
 * Pure.
 */
export function nameFindings(issues: readonly Issue[]): readonly Issue[] {
  return issues.map((issue) => {
    if (issue.severity !== 'acknowledge') return issue
    const { code, path, message } = issue
    return { ...issue, key: contentHash({ code, path, message }) }
  })
}
