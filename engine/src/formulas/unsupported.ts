import type { Text } from '../model/text.ts'

/** What formulas leave out of FEEL: what it is, and what to write instead. */
export interface Unsupported {
  readonly what: Text
  readonly advice: Text
}

const plainNumbers: Text = {
  zh: '公式只计算数和是非；请按编号引用事实、参数或指标。',
  en: 'Formulas know numbers and yes or no only. Please name a fact, a parameter or an indicator.',
}
const arguments_: Text = {
  zh: '请把各项写成参数，例如 sum(a, b)。',
  en: 'Please write the items as arguments, such as sum(a, b).',
}
const inFacts: Text = {
  zh: '请先在事实中统计好，再按编号引用。',
  en: 'Please have a fact count it and name that fact.',
}
const two: Text = {
  zh: '请写成两个比较，例如 a >= 1 and a <= 2。',
  en: 'Please write two comparisons, such as a >= 1 and a <= 2.',
}

/** By the name the grammar gives to it. */
export const unsupportedNodes: Readonly<Record<string, Unsupported>> = {
  List: { what: { zh: '列表', en: 'a list' }, advice: arguments_ },
  FilterExpression: { what: { zh: '筛选', en: 'a filter' }, advice: inFacts },
  Context: { what: { zh: '上下文（花括号）', en: 'a context' }, advice: plainNumbers },
  ForExpression: { what: { zh: '“for”循环', en: 'a for loop' }, advice: inFacts },
  QuantifiedExpression: {
    what: { zh: '“some”和“every”', en: 'a quantifier (some, every)' },
    advice: inFacts,
  },
  StringLiteral: { what: { zh: '文字', en: 'text' }, advice: plainNumbers },
  DateTimeLiteral: { what: { zh: '日期或时间', en: 'a date or a time' }, advice: plainNumbers },
  DateTimeConstructor: { what: { zh: '日期或时间', en: 'a date or a time' }, advice: plainNumbers },
  Interval: { what: { zh: '区间', en: 'a range' }, advice: two },
  SimplePositiveUnaryTest: {
    what: { zh: '区间或单元测试', en: 'a range or a unary test' },
    advice: two,
  },
  Wildcard: { what: { zh: '任意值“-”', en: 'the wildcard "-"' }, advice: plainNumbers },
  InstanceOfExpression: {
    what: { zh: '“instance of”', en: '"instance of"' },
    advice: {
      zh: '名称的类型已由规则集写明，不必判断。',
      en: 'The ruleset states the type of each name, so there is nothing to ask.',
    },
  },
  FunctionDefinition: {
    what: { zh: '自定义函数', en: 'a function definition' },
    advice: plainNumbers,
  },
  NamedParameters: {
    what: { zh: '带名称的参数', en: 'named arguments' },
    advice: {
      zh: '请按顺序写参数，例如 sum(a, b)。',
      en: 'Please write them in order, such as sum(a, b).',
    },
  },
  null: {
    what: { zh: '“null”', en: '"null"' },
    advice: {
      zh: '未填的值自会作为未知处理，不必写出。',
      en: 'What is not known counts as unknown by itself and is not written.',
    },
  },
  LineComment: {
    what: { zh: '注释', en: 'a comment' },
    advice: { zh: '请写在指标的定义里。', en: "Please write it in the indicator's definition." },
  },
  BlockComment: {
    what: { zh: '注释', en: 'a comment' },
    advice: { zh: '请写在指标的定义里。', en: "Please write it in the indicator's definition." },
  },
}

/** `a between b and c` and `a in (…)`. */
export const unsupportedComparison: Unsupported = {
  what: { zh: '“between”和“in”', en: '"between" and "in"' },
  advice: two,
}

/** `a < b < c`. */
export const chainedComparison: Unsupported = {
  what: { zh: '连续比较', en: 'a chain of comparisons' },
  advice: {
    zh: '请写成两个比较，例如 a < b and b < c。',
    en: 'Please write two comparisons, such as a < b and b < c.',
  },
}

/** `a ** b`. */
export const power: Unsupported = {
  what: { zh: '乘方“**”', en: 'the power "**"' },
  advice: { zh: '请写成连乘，例如 a * a。', en: 'Please multiply, as in a * a.' },
}

/** What the grammar has and formulas have no use for, and nobody is likely to write. */
export const anythingElse: Unsupported = {
  what: { zh: '这种写法', en: 'this form' },
  advice: plainNumbers,
}
