import { factsOf } from '../model/references/facts-of.ts'
import { reachReferences } from '../model/references/reach-references.ts'
import { referencesOf } from '../model/references/references-of.ts'
import { covers, fewer } from './covers.ts'
import { listNames } from './list-names.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'readsWith'>['check'] = (context, { lists, facts, with: beside }) =>
  lists.flatMap((list) =>
    context.ruleset[list].flatMap((item) => {
      const named = referencesOf(list, item)
      const read = factsOf(reachReferences(context.ruleset, named, ['conditions', 'decisions']))
      const alone = facts.find((fact) => read.has(fact))
      const missing = beside.find((fact) => !read.has(fact))
      if (alone === undefined || missing === undefined) return []
      const title = (id: string) =>
        context.ruleset.facts.find((fact) => fact.id === id)?.title ?? id
      return [
        redLineIssue(context, 'RED_LINE_READS_ALONE', `/${list}/${item.id}`, {
          title: item.title,
          fact: title(alone),
          missing: title(missing),
        }),
      ]
    }),
  )

/** `readsWith`: an item of the lists that reads one of these facts reads all of the others beside it. */
export const readsWith: RedLineKind<'readsWith'> = {
  check,
  keeps: (ours, theirs) =>
    covers(ours.lists, theirs.lists) &&
    covers(ours.facts, theirs.facts) &&
    covers(ours.with, theirs.with),
  milder: (line) => [
    ...fewer(line.lists).map((lists) => ({ ...line, lists })),
    ...fewer(line.facts).map((facts) => ({ ...line, facts })),
    ...fewer(line.with).map((beside) => ({ ...line, with: beside })),
  ],
  describe: ({ lists, facts, with: beside }, { list, text, title }) => {
    const named = list(lists.map((name) => text(listNames[name])))
    const of = (ids: readonly string[]) => list(ids.map((id) => title('facts', id)))
    return {
      zh: `${named}依据“${of(facts)}”的，须同时依据“${of(beside)}”`,
      en: `${named} that rest on ${of(facts)} rest on ${of(beside)} as well`,
    }
  },
}
