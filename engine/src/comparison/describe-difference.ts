import { outcomeName } from '../decisions/outcome-words.ts'
import { type Outcome, outcomes } from '../model/outcome.ts'
import type { Language, Text } from '../model/text.ts'

/** What the members of an expectation are called; facts, rates and shares go by their own ids. */
const memberTitles: Readonly<Record<string, Text>> = {
  outcome: { zh: '结论', en: 'outcome' },
  hits: { zh: '采用的规则', en: 'rules that applied' },
  needs: { zh: '待补充的事实', en: 'facts asked for' },
  outputs: { zh: '输出', en: 'outputs' },
  emits: { zh: '发出的通知', en: 'notices sent' },
  sets: { zh: '写入的事实', en: 'facts set' },
  state: { zh: '状态', en: 'state' },
  transition: { zh: '所走的转移', en: 'transition taken' },
  refused: { zh: '是否被拒', en: 'refused' },
  issues: { zh: '指出的问题', en: 'problems raised' },
}

/** One difference between what was expected and what was found, in a sentence. Pure. */
export function differs(name: string, wanted: unknown, found: unknown): Text {
  const title = Object.hasOwn(memberTitles, name) ? memberTitles[name] : undefined
  const say = (value: unknown, language: Language) => valueWords(value, language)
  return {
    zh: `${title?.zh ?? name}应为 ${say(wanted, 'zh')}，实为 ${say(found, 'zh')}`,
    en: `${title?.en ?? name}: expected ${say(wanted, 'en')}, found ${say(found, 'en')}`,
  }
}

const nothing: Text = { zh: '无', en: 'nothing' }
const yes: Text = { zh: '是', en: 'yes' }
const no: Text = { zh: '否', en: 'no' }

function valueWords(value: unknown, language: Language): string {
  if (value === null || value === undefined || value === '') return nothing[language]
  if (typeof value === 'boolean') return (value ? yes : no)[language]
  if (typeof value === 'string')
    return (outcomes as readonly string[]).includes(value)
      ? outcomeName(value as Outcome)[language]
      : value
  if (Array.isArray(value))
    return value.length === 0
      ? nothing[language]
      : value.map((item) => valueWords(item, language)).join(language === 'zh' ? '、' : ', ')
  return JSON.stringify(value)
}
