import { authorities, type Authority } from '../model/authority.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { authorityTitles } from '../model/authority-titles.ts'

/**
 * Keys that speak for somebody above: a ruleset keeps its parent's as they are, and adds only keys of authorities
 * below the one its parent speaks for; where that speaks for nobody, below every one its red lines speak for. Otherwise a
 * county could sign its own exemption in the province's name. Pure.
 */
export function checkAuthorityKeys(ruleset: Ruleset, parent: Ruleset): readonly Issue[] {
  const ours = ruleset.manifest.authorityKeys ?? []
  const theirs = parent.manifest.authorityKeys ?? []
  const authority = parent.manifest.authority ?? lowestOf(parent)
  const below = (other: Authority) =>
    authority !== undefined && authorities.indexOf(other) > authorities.indexOf(authority)
  const refuse = (key: (typeof ours)[number]) =>
    createIssue('AUTHORITY_KEY', `/manifest/authorityKeys/${key.id}`, {
      key: key.id,
      authority: authorityTitles[key.authority],
    })
  return [
    ...theirs.filter((key) => !ours.some((own) => jsonEqual(own, key))).map(refuse),
    ...ours
      .filter((own) => !theirs.some(({ id }) => id === own.id) && !below(own.authority))
      .map(refuse),
  ]
}

/** The lowest authority that red lines of a ruleset speak for; `undefined` where it has none. */
function lowestOf({ redLines }: Ruleset): Authority | undefined {
  const spoken = new Set(redLines.map(({ authority }) => authority))
  return authorities.findLast((authority) => spoken.has(authority))
}
