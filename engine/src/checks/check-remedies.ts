import { factIssue } from '../decisions/facts.ts'
import type { Issue } from '../model/issue.ts'
import type { Ruleset } from '../model/ruleset.ts'

/** What a remedy leads to is a value its fact can have: explanations would otherwise leave the step out in silence. Pure. */
export function checkRemedies(ruleset: Ruleset): readonly Issue[] {
  return ruleset.facts.flatMap((fact) =>
    (fact.remedy?.to ?? []).flatMap((value, at) => {
      const issue = factIssue(fact, value, `/facts/${fact.id}/remedy/to/${at}`)
      return issue === undefined ? [] : [issue]
    }),
  )
}
