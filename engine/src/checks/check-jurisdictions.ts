import { authorities } from '../model/authority.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { Jurisdiction } from '../model/jurisdiction.ts'
import { suggest } from '../model/suggest.ts'
import { authorityTitles } from '../model/authority-titles.ts'

/**
 * What is wrong with a tree of jurisdictions: ids used twice, parents that are not there, and parents that do not stand
 * above. As every parent stands higher than its children, a tree without issues has no circle. Pure.
 */
export function checkJurisdictions(nodes: readonly Jurisdiction[]): readonly Issue[] {
  const known = new Map(nodes.map((node) => [node.id, node]))
  return nodes.flatMap((node, at) => {
    const { id, parent, level, title } = node
    const path = `/jurisdictions/${id}`
    const twice = nodes.findIndex((other) => other.id === id) < at
    const issues = twice ? [createIssue('ID_DUPLICATE', path, { id })] : []
    if (parent === undefined) return issues
    const above = known.get(parent)
    if (above === undefined)
      return [
        ...issues,
        createIssue('REFERENCE_UNKNOWN', `${path}/parent`, {
          kind: { zh: '辖区', en: 'jurisdiction' },
          id: parent,
          suggestion: suggest(parent, known.keys()),
        }),
      ]
    if (authorities.indexOf(above.level) < authorities.indexOf(level)) return issues
    return [
      ...issues,
      createIssue('JURISDICTION_LEVEL', `${path}/parent`, {
        level: authorityTitles[level],
        title,
        parentLevel: authorityTitles[above.level],
        parent: above.title,
      }),
    ]
  })
}
