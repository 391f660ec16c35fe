import type { AdviceCard } from '../../contracts/cds.ts'
import type { CardParts } from './card-parts.ts'
import { factSystem } from './fact-sources.ts'

/** More answers than this are a list to look through and no suggestion. */
const maxAnswers = 12

/**
 * The answers to the first missing fact that has few: each writes it into the order or the encounter as an extension,
 * from where the next call reads it. One at a time, for each replaces the whole resource. Pure but for the ids.
 */
export function suggestFacts(parts: CardParts): NonNullable<AdviceCard['suggestions']> {
  const { answer, known, language, target } = parts
  if (target === undefined) return []
  for (const { fact: id } of answer.needs) {
    const fact = known.get(id)
    if (fact === undefined) continue
    const answers = answersTo(fact)
    if (answers.length === 0 || answers.length > maxAnswers) continue
    return answers.map(({ title, value }) => {
      const label = `${fact.title[language]}${language === 'zh' ? '：' : ': '}${title[language]}`
      const others = (target.extension ?? []).filter(({ url }) => url !== `${factSystem}${id}`)
      return {
        label: label.slice(0, 200),
        uuid: parts.newId(),
        actions: [
          {
            type: 'update' as const,
            description: label,
            resource: {
              ...target,
              extension: [...others, { url: `${factSystem}${id}`, ...value }],
            },
          },
        ],
      }
    })
  }
  return []
}

type KnownFact = NonNullable<ReturnType<CardParts['known']['get']>>

function answersTo({ type, values }: KnownFact) {
  if (type === 'boolean')
    return [
      { title: { zh: '是', en: 'yes' }, value: { valueBoolean: true } },
      { title: { zh: '否', en: 'no' }, value: { valueBoolean: false } },
    ]
  if (type !== 'code' && type !== 'orderedCode') return []
  return (values ?? []).map(({ code, title }) => ({ title, value: { valueCode: code } }))
}
