import { quotedTitles } from '../model/quoted-titles.ts'
import { covers } from './covers.ts'
import { listNames } from './list-names.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'allowedFacts'>['check'] = (context, check) => {
  const allows = (fact: string) =>
    check.facts.some((name) => (name.endsWith('.') ? fact.startsWith(name) : fact === name))
  const titleOf = (fact: string) =>
    context.ruleset.facts.find(({ id }) => id === fact)?.title ?? { zh: fact, en: fact }
  const allowed = quotedTitles(check.facts.map(titleOf))
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

/** `allowedFacts`: a fund draws its amounts from no fact but those listed. */
export const allowedFacts: RedLineKind<'allowedFacts'> = {
  check,
  keeps: (ours, theirs) => covers(theirs.facts, ours.facts) && covers(ours.lists, theirs.lists),
  milder: (line, { facts }) =>
    facts
      .filter(({ id, type }) => type === 'money' && !line.facts.includes(id))
      .slice(0, 2)
      .map(({ id }) => ({ ...line, facts: [...line.facts, id] })),
  describe: ({ lists, facts }, { list, text, titles }) => {
    const named = list(lists.map((name) => text(listNames[name])))
    return {
      zh: `${named}的金额只能取自：${titles('facts', facts)}`,
      en: `${named} may draw their amounts only from: ${titles('facts', facts)}`,
    }
  },
}
