import { createIssue, type Issue } from '../../model/issue.ts'
import type { Text } from '../../model/text.ts'
import { type Comparison, sourceOf } from './comparison.ts'
import { titledGroups } from './titled-groups.ts'

/** Titles that now belong to another thing, say the opposite, or have nothing left of what they were: people decide by them what they press. Pure. */
export function unusualTitles({ ruleset, below }: Comparison): readonly Issue[] {
  const [under] = below
  if (under === undefined) return []
  const theirs = titledGroups(under.ruleset)
  const source = sourceOf(under.title)
  return [...titledGroups(ruleset)].flatMap(([group, titles]) => {
    const before = theirs.get(group)
    if (before === undefined) return []
    return [...titles].flatMap(([path, title]) => {
      const was = before.get(path)
      if (was === undefined || (was.zh === title.zh && was.en === title.en)) return []
      const taken = takenFrom(before, path, title)
      const said = { before: was, after: title, source }
      if (taken !== undefined) return [createIssue('TITLE_OF_ANOTHER', path, inBoth(said, taken))]
      const language = reversed(was, title)
      if (language !== undefined)
        return [createIssue('TITLE_REVERSED', path, inBoth(said, language))]
      return isRewritten(was.zh, title.zh) ? [createIssue('TITLE_REWRITTEN', path, said)] : []
    })
  })
}

type Language = 'zh' | 'en'

/** The language in which a title is now what another thing of its group was called below. */
function takenFrom(
  before: ReadonlyMap<string, Text>,
  path: string,
  title: Text,
): Language | undefined {
  const own = before.get(path)
  return (['zh', 'en'] as const).find(
    (language) =>
      own?.[language] !== title[language] &&
      [...before].some(([other, text]) => other !== path && text[language] === title[language]),
  )
}

/** Where the English words alone have changed, both sentences show those. */
function inBoth(
  said: { readonly before: Text; readonly after: Text; readonly source: Text },
  language: Language,
): { before: Text; after: Text; source: Text } {
  const show = (text: Text): Text => (language === 'zh' ? text : { zh: text.en, en: text.en })
  return { before: show(said.before), after: show(said.after), source: said.source }
}

const negations = {
  zh: /[不未无非否没勿]/gu,
  en: /\b(?:not|no|never|without|cannot|non)\b|n't/giu,
}

/** Pairs of which one says the opposite of the other. */
const opposites = [
  ['上', '下'],
  ['同意', '拒绝'],
  ['允许', '禁止'],
  ['接收', '拒收'],
  ['内', '外'],
  ['高', '低'],
  ['上限', '下限'],
  ['转出', '转入'],
] as const

/** The language in which words say the opposite of before: a negation more or less, or a word for its opposite. */
function reversed(before: Text, after: Text): Language | undefined {
  const negated = (['zh', 'en'] as const).find((language) => {
    const pattern = negations[language]
    const strip = (text: string) => text.replace(pattern, '').replace(/\s+/g, ' ').trim()
    const count = (text: string) => text.match(pattern)?.length ?? 0
    return (
      count(before[language]) !== count(after[language]) &&
      strip(before[language]) === strip(after[language])
    )
  })
  if (negated !== undefined) return negated
  const turned = opposites.some(([one, other]) =>
    [
      [one, other],
      [other, one],
    ].some(
      ([from = '', to = '']) =>
        before.zh !== after.zh && before.zh.replaceAll(from, to) === after.zh,
    ),
  )
  return turned ? 'zh' : undefined
}

/** True when no character of before is left. */
function isRewritten(before: string, after: string): boolean {
  const left = new Set(before)
  return before !== after && !Array.from(after).some((character) => left.has(character))
}
