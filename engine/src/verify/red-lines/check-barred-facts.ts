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

/** Every fact an item names, and those of the named conditions it uses. */
function factsRead(item: unknown, ruleset: Ruleset): ReadonlySet<string> {
  const facts = new Set<string>()
  const known = new Set(ruleset.facts.map((fact) => fact.id))
  const seen = new Set<string>()
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      const names = ['fact', 'raised', 'insured', 'spent', 'policyFactor', 'reads']
      if (names.includes(key) && known.has(value)) facts.add(value)
      if (key === 'reads') facts.add(value)
      if (key === 'condition' && !seen.has(value)) {
        seen.add(value)
        visit(ruleset.conditions.find((named) => named.id === value)?.condition, '')
      }
      return
    }
    if (Array.isArray(value)) for (const inner of value) visit(inner, key)
    else if (isJsonObject(value))
      for (const [name, inner] of Object.entries(value)) visit(inner, name)
  }
  visit(item, '')
  return facts
}
