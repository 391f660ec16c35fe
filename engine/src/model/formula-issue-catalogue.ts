import type { CatalogueEntry } from './catalogue-entry.ts'

/** The problems of formulas: a part of the catalogue of issues. */
export const formulaIssueCatalogue = {
  FORMULA_SYNTAX: {
    severity: 'error',
    zh: '公式在“{part}”处（{where}）写法有误：{detail}。',
    en: 'The formula cannot be read at "{part}" ({where}): {detail}.',
  },
  FORMULA_TOO_LONG: {
    severity: 'error',
    zh: '公式超过 {limit} 个字符，请拆成几个指标。',
    en: 'The formula is longer than {limit} characters. Please make several indicators of it.',
  },
  FORMULA_CHARACTER: {
    severity: 'error',
    zh: '公式中的“{part}”（{where}）是全角或特殊字符，请改成“{plain}”。',
    en: '"{part}" in the formula ({where}) is a full-width or special character. Please write "{plain}".',
  },
  FORMULA_PERCENT: {
    severity: 'error',
    zh: '公式中不写“{part}”（{where}），请写成小数，例如 12% 写作 0.12。',
    en: 'Formulas do not use "{part}" ({where}). Please write a decimal: 12% is 0.12.',
  },
  FORMULA_UNSUPPORTED: {
    severity: 'error',
    zh: '公式不支持{what}：“{part}”（{where}）。{advice}',
    en: 'Formulas do not support {what}: "{part}" ({where}). {advice}',
  },
  FORMULA_FUNCTION: {
    severity: 'error',
    zh: '公式没有函数“{function}”（{where}）。{suggestion}可用：{allowed}。',
    en: 'Formulas have no function "{function}" ({where}). {suggestion} Available: {allowed}.',
  },
  FORMULA_ARGUMENTS: {
    severity: 'error',
    zh: '函数“{function}”（{where}）的参数不对：应当是{expected}。',
    en: 'The function "{function}" ({where}) takes {expected}.',
  },
  FORMULA_NAME_UNKNOWN: {
    severity: 'error',
    zh: '公式中的“{name}”（{where}）不是已有的事实、参数或指标。{suggestion}',
    en: '"{name}" in the formula ({where}) is no fact, parameter or indicator. {suggestion}',
  },
  FORMULA_TYPE: {
    severity: 'error',
    zh: '公式中的“{part}”（{where}）应当是{expected}，却是{actual}。',
    en: '"{part}" in the formula ({where}) must be {expected}, but it is {actual}.',
  },
  FORMULA_UNIT_MISMATCH: {
    severity: 'error',
    zh: '“{part}”（{where}）的单位不一致：“{left}”是{leftUnit}，“{right}”是{rightUnit}。{advice}',
    en: 'The units in "{part}" ({where}) do not fit: "{left}" is {leftUnit}, "{right}" is {rightUnit}. {advice}',
  },
  FORMULA_RESULT_UNIT: {
    severity: 'error',
    zh: '公式的结果是{actual}，而指标写明的单位是{expected}。请改公式或单位。',
    en: 'The formula gives {actual}, but the indicator is declared as {expected}. Please change the one or the other.',
  },
  FORMULA_DIGITS: {
    severity: 'error',
    zh: '公式中的“{part}”（{where}）可能算出超过 {limit} 位的数字，无法准确计算。请减少连乘，或减少分母不同的各项。',
    en: '"{part}" in the formula ({where}) may come to a number of more than {limit} digits, which is not worked out. Please multiply fewer numbers together, or add fewer with different denominators.',
  },
  FORMULA_PRECEDENCE_TRAP: {
    severity: 'warning',
    zh: '“{part}”（{where}）：减号后面的除法先算。若想先减后除，请写成“{suggested}”。',
    en: '"{part}" ({where}): the division after the minus sign is done first. To subtract first, write "{suggested}".',
  },
} as const satisfies Record<string, CatalogueEntry>
