import { factsOf } from '../model/references/facts-of.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { referencesOf } from '../model/references/references-of.ts'
import { type CheckOf, redLineIssue } from './red-line-context.ts'

/** `barredFacts`: none of the lists' items reads or sets a fact whose name begins like one of those barred. */
export const checkBarredFacts: CheckOf<'barredFacts'> = (context, check) =>
  check.lists.flatMap((list) =>
    context.ruleset[list].flatMap((item) => {
      // What it asks of a named condition or of another decision, it reads. What it sets, it touches no less.
      const named = referencesOf(list, item)
      const read = factsOf(
        reachReferences(context.ruleset, named, ['conditions', 'decisions']),
        'readOrSet',
      )
      const barred = [...read].find((fact) => check.facts.some((prefix) => fact.startsWith(prefix)))
      if (barred === undefined) return []
      const title = context.ruleset.facts.find((fact) => fact.id === barred)?.title ?? barred
      return [
        redLineIssue(context, 'RED_LINE_BARRED_FACT', `/${list}/${item.id}`, {
          title: item.title,
          fact: title,
        }),
      ]
    }),
  )

/** `allowedFacts`: a fund draws its amounts from no fact but those listed. */
export const checkAllowedFacts: CheckOf<'allowedFacts'> = (context, check) => {
  const allows = (fact: string) =>
    check.facts.some((name) => (name.endsWith('.') ? fact.startsWith(name) : fact === name))
  const titleOf = (fact: string) =>
    context.ruleset.facts.find(({ id }) => id === fact)?.title ?? { zh: fact, en: fact }
  const known = check.facts.map(titleOf)
  const allowed = {
    zh: known.map(({ zh }) => `“${zh}”`).join('、'),
    en: known.map(({ en }) => `"${en}"`).join(', '),
  }
  return check.lists.flatMap((list) =>
    context.ruleset[list].flatMap((item) =>
      [
        item.raised,
        item.insured,
        item.spent,
        item.policyFactor,
        ...(item.spending ?? []).map(({ fact }) => fact),
      ]
        .filter((fact) => !allows(fact))
        .map((fact) =>
          redLineIssue(context, 'RED_LINE_FACT_NOT_ALLOWED', `/${list}/${item.id}`, {
            title: item.title,
            fact: titleOf(fact),
            allowed,
          }),
        ),
    ),
  )
}
