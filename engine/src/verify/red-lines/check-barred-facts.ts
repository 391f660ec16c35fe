import { isJsonObject } from '../../model/json.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { type CheckOf, redLineIssue } from './red-line-context.ts'

/** `barredFacts`: none of the lists' items reads a fact whose name begins like one of those barred. */
export const checkBarredFacts: CheckOf<'barredFacts'> = (context, check) =>
  check.lists.flatMap((list) =>
    context.ruleset[list].flatMap((item) => {
      const read = factsRead(item, context.ruleset)
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

/** Every fact an item names, and those of the named conditions and decisions it uses. */
function factsRead(item: unknown, ruleset: Ruleset): ReadonlySet<string> {
  const facts = new Set<string>()
  const known = new Set(ruleset.facts.map((fact) => fact.id))
  const seen = new Set<string>()
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      const names = [
        'fact',
        'raised',
        'insured',
        'spent',
        'policyFactor',
        'pool',
        'quantity',
        'cost',
        'by',
        'reads',
      ]
      if (names.includes(key) && known.has(value)) facts.add(value)
      if (key === 'reads') facts.add(value)
      // What it asks of a named condition or of another decision, it reads.
      if ((key === 'condition' || key === 'decision') && !seen.has(`${key} ${value}`)) {
        seen.add(`${key} ${value}`)
        const named = ruleset.conditions.find(({ id }) => id === value)?.condition
        visit(key === 'condition' ? named : ruleset.decisions.find(({ id }) => id === value), '')
      }
      return
    }
    if (Array.isArray(value))
      for (const inner of value) visit(inner, key === 'distributionRequires' ? 'decision' : key)
    else if (isJsonObject(value))
      for (const [name, inner] of Object.entries(value)) visit(inner, name)
  }
  visit(item, '')
  return facts
}
