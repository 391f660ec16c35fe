import { createIssue, type Issue } from '../model/issue.ts'
import { isLessProtected, personalClassOf, personalClassTitles } from '../model/personal-class.ts'
import type { Ruleset } from '../model/ruleset.ts'

/**
 * Facts of a ruleset below that are less protected here than there: more people would see their values than the ruleset that
 * asks for them lets see. They may be protected more. Pure.
 */
export function checkPersonalClasses(
  ruleset: Ruleset,
  below: Ruleset | undefined,
): readonly Issue[] {
  return (below?.facts ?? []).flatMap((theirs) => {
    const ours = ruleset.facts.find(({ id }) => id === theirs.id)
    if (ours === undefined) return []
    const [was, is] = [personalClassOf(theirs), personalClassOf(ours)]
    if (!isLessProtected(is, was)) return []
    return [
      createIssue('PERSONAL_CLASS_LOWERED', `/facts/${theirs.id}/personal`, {
        title: ours.title,
        was: personalClassTitles[was],
        is: personalClassTitles[is],
      }),
    ]
  })
}
