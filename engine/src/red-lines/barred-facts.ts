import { factsOf } from '../model/references/facts-of.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { referencesOf } from '../model/references/references-of.ts'
import { covers, fewer } from './covers.ts'
import { listNames } from './list-names.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'barredFacts'>['check'] = (context, check) =>
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

/** `barredFacts`: none of the lists' items reads or sets a fact whose name begins like one of those barred. */
export const barredFacts: RedLineKind<'barredFacts'> = {
  check,
  keeps: (ours, theirs) => covers(ours.facts, theirs.facts) && covers(ours.lists, theirs.lists),
  milder: (line) => [
    ...fewer(line.facts).map((facts) => ({ ...line, facts })),
    ...fewer(line.lists).map((lists) => ({ ...line, lists })),
  ],
  describe: ({ lists, facts }, { list, text }) => {
    const named = list(lists.map((name) => text(listNames[name])))
    return {
      zh: `${named}不得依据这些事实：${list(facts)}`,
      en: `${named} may not rest on these facts: ${list(facts)}`,
    }
  },
}
