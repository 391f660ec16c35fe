import { itemKey } from '../model/item-key.ts'
import { isJsonObject } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language, Text } from '../model/text.ts'

/** What the items of each list, and of each list within an item, are called. */
export const itemNouns: Readonly<Record<string, Text>> = {
  facts: { zh: '事实', en: 'fact' },
  parameters: { zh: '参数', en: 'parameter' },
  conditions: { zh: '条件', en: 'condition' },
  decisions: { zh: '决策', en: 'decision' },
  rules: { zh: '规则', en: 'rule' },
  rows: { zh: '规则行', en: 'row' },
  inputs: { zh: '输入列', en: 'input column' },
  outputs: { zh: '输出列', en: 'output column' },
  codeSystems: { zh: '代码表', en: 'code list' },
  codes: { zh: '代码', en: 'code' },
  offices: { zh: '部门或岗位', en: 'office' },
  pathways: { zh: '路径', en: 'pathway' },
  parties: { zh: '参与方', en: 'party' },
  events: { zh: '事件', en: 'event' },
  delays: { zh: '时限', en: 'time limit' },
  states: { zh: '状态', en: 'state' },
  on: { zh: '转移', en: 'transition' },
  after: { zh: '转移', en: 'transition' },
  always: { zh: '转移', en: 'transition' },
  onDone: { zh: '转移', en: 'transition' },
  duties: { zh: '应办事项', en: 'duty' },
  scheduledDuties: { zh: '定期事项', en: 'scheduled duty' },
  late: { zh: '逾期提醒', en: 'reminder' },
  pathwayRates: { zh: '临床路径指标', en: 'clinical pathway rate' },
  indicators: { zh: '考核指标', en: 'indicator' },
  assessmentGroups: { zh: '指标组', en: 'group of indicators' },
  assessmentSchemes: { zh: '考核方案', en: 'assessment scheme' },
  grades: { zh: '等次', en: 'grade' },
  alerts: { zh: '预警', en: 'alert' },
  measures: { zh: '取数口径', en: 'measure' },
  funds: { zh: '基金', en: 'fund' },
  shares: { zh: '份额', en: 'share' },
  reimbursement: { zh: '报销规则', en: 'reimbursement rule' },
  prices: { zh: '内部价格', en: 'internal price' },
  incentives: { zh: '激励办法', en: 'incentive' },
  redLines: { zh: '红线', en: 'red line' },
  scenarios: { zh: '测试用例', en: 'scenario' },
  sources: { zh: '依据文件', en: 'source' },
}

const manifestNoun: Text = { zh: '规则集说明', en: 'the description of the ruleset' }

/** What the rest of a path within an item is called, where it is no item of its own. */
interface Place {
  /** The item, from the outermost: 决策“上转判定”的规则“无指征”. */
  readonly words: string
  /** The steps of the path below the innermost item that has a name. */
  readonly rest: readonly string[]
}

/** What a path points at, in words a clerk knows. Pure. */
export function placeOf(ruleset: Ruleset, path: string, language: Language): Place {
  const steps = path.split('/').slice(1)
  const phrases: Phrase[] = []
  let rest: readonly string[] = []
  let value: unknown = ruleset
  let list = ''
  for (const [at, step] of steps.entries()) {
    const inList = Array.isArray(value)
    value = Array.isArray(value)
      ? value.find((item) => itemKey(item) === step)
      : isJsonObject(value) && Object.hasOwn(value, step)
        ? value[step]
        : undefined
    const noun = itemNouns[list]
    if (at === 0 && step === 'manifest') phrases.push({ list: step, words: manifestNoun[language] })
    // A dated value is told with its day; a transition stands in a list under its event.
    else if (noun !== undefined && list !== 'values' && (inList || list === 'states')) {
      phrases.push({ list, words: named(noun, titleOf(value, step), language) })
    } else {
      rest = [...rest, step]
      if (!transitionLists.has(list)) list = step
      continue
    }
    rest = []
    list = ''
  }
  return { words: joined(phrases, language), rest: rest.filter((step) => step !== steps[0]) }
}

interface Phrase {
  readonly list: string
  readonly words: string
}

const transitionLists: ReadonlySet<string> = new Set(['on', 'after'])

/** Of the states around a state or transition only the innermost is told: a chart's reader knows where it lies. */
function joined(phrases: readonly Phrase[], language: Language): string {
  const told = phrases.filter(
    ({ list }, at) =>
      list !== 'states' || !phrases.slice(at + 1).some((inner) => inner.list !== ''),
  )
  return language === 'zh'
    ? told.map(({ words }) => words).join('的')
    : told
        .toReversed()
        .map(({ words }) => words)
        .join(' of ')
}

function named(noun: Text, title: Text, language: Language): string {
  return language === 'zh' ? `${noun.zh}“${title.zh}”` : `${noun.en} "${title.en}"`
}

/** What an item is called; without a title, its key. Pure. */
export function titleOf(item: unknown, key: string): Text {
  if (!isJsonObject(item)) return { zh: key, en: key }
  const meta = isJsonObject(item['meta']) ? item['meta'] : undefined
  const title = item['title'] ?? meta?.['title']
  return isText(title) ? title : { zh: key, en: key }
}

/** True for a text in both languages. Pure. */
export function isText(value: unknown): value is Text {
  return isJsonObject(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string'
}
