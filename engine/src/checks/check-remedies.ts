import { factIssue } from '../decisions/facts.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Ruleset } from '../model/ruleset.ts'

/**
 * What a remedy leads to is a value its fact can have: explanations would otherwise leave the step out in silence. And nothing
 * that declares an emergency has one: no explanation may ever advise to declare it. Pure.
 */
export function checkRemedies(ruleset: Ruleset): readonly Issue[] {
  const declaring = declaringEmergency(ruleset)
  return [...indexRuleset(ruleset).facts.values()].flatMap((fact) => {
    if (fact.remedy === undefined) return []
    const path = `/facts/${fact.id}/remedy`
    const values = (fact.remedy.to ?? []).flatMap((value, at) => {
      const issue = factIssue(fact, value, `${path}/to/${at}`)
      return issue === undefined ? [] : [issue]
    })
    return declaring.has(fact.id)
      ? [createIssue('REMEDY_OF_EMERGENCY', path, { fact: fact.title }), ...values]
      : values
  })
}

/** The facts by which, as red lines say, an emergency is declared. */
function declaringEmergency({ redLines }: Ruleset): ReadonlySet<string> {
  const checks = redLines.flatMap((line) => line.checks)
  return new Set(
    checks.flatMap((check) => {
      if (check.kind === 'declares' && check.event === 'emergency') return check.facts
      if (check.kind === 'alwaysOpen' && check.event === 'emergency')
        return Object.keys(check.given ?? {})
      return []
    }),
  )
}
