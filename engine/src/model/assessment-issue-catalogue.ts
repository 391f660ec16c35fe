import type { CatalogueEntry } from './catalogue-entry.ts'

/** What can be wrong with measures, indicators and assessment schemes. */
export const assessmentIssueCatalogue = {
  MEASURE_SUM_OR_DISTINCT: {
    severity: 'error',
    zh: '取数口径同时写了求和与去重计数，只能选一种。',
    en: 'The measure both adds up and counts different values. Please keep one.',
  },
  INDICATOR_FORMULA_TWICE: {
    severity: 'error',
    zh: '“{title}”同时写了公式和分子、分母，请只保留一种。',
    en: '"{title}" has both a formula and a numerator or denominator. Please keep one.',
  },
  INDICATOR_NAME_TAKEN: {
    severity: 'error',
    zh: '指标编号“{id}”与事实或参数重名，公式里无法分辨，请改名。',
    en: 'The indicator "{id}" has the name of a fact or parameter: a formula could mean either. Please rename it.',
  },
  SCORING_WITHOUT_TARGET: {
    severity: 'error',
    zh: '“{title}”按目标计分，却没有设目标。请设定目标或改用分段计分。',
    en: '"{title}" is scored by its target and has none. Please set one, or score it by bands.',
  },
  SCHEME_GATE_WITHOUT_CAP: {
    severity: 'error',
    zh: '考核方案“{title}”有一票否决的指标组，却没有写明不通过时最高评为哪一等次。',
    en: 'The scheme "{title}" has gates but does not say which grade they cap at.',
  },
  SCHEME_GATE_SCORED: {
    severity: 'error',
    zh: '考核方案“{title}”中，指标组“{group}”既计分又作为门槛，只能选一种。',
    en: 'In the scheme "{title}" the group "{group}" is both scored and a gate. Please keep one.',
  },
  SCHEME_WEIGHT_MISSING: {
    severity: 'error',
    zh: '指标组“{title}”参加考核方案“{scheme}”的计分，却没有权重。',
    en: 'The group "{title}" is scored by the scheme "{scheme}" and has no weight.',
  },
  SCHEME_WEIGHTS_SUM: {
    severity: 'error',
    zh: '考核方案“{title}”自 {from} 起各组权重之和是 {sum}，应当正好是 1。',
    en: 'From {from} the weights of the scheme "{title}" sum to {sum}; they must sum to exactly 1.',
  },
  GATE_WITHOUT_TARGET: {
    severity: 'error',
    zh: '“{title}”列在门槛组“{group}”中，却没有目标，永远无法通过。请设定目标。',
    en: '"{title}" is in the gate "{group}" and has no target, so it can never be passed. Please set one.',
  },
  SCHEME_GRADE_UNREACHABLE: {
    severity: 'error',
    zh: '等次“{title}”前面的等次没有分数线，永远评不到它。',
    en: 'The grade "{title}" can never be given: one before it has no mark.',
  },
  SCHEME_GRADES_ORDER: {
    severity: 'error',
    zh: '自 {from} 起，等次“{better}”的分数线 {high} 不高于“{worse}”的 {low}。',
    en: 'From {from} the grade "{better}" begins at {high}, which is not above {low} of "{worse}".',
  },
} as const satisfies Record<string, CatalogueEntry>
