import type { Severity } from './severity.ts'

/** What crosses a red line: a part of the catalogue of issues. */
export const redLineIssueCatalogue = {
  RED_LINE_FLOOR: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”自 {from} 起为 {actual}，低于下限 {bound}（{cites}，由{authority}规定），只能从严。',
    en: 'Red line {redLine}: "{title}" is {actual} from {from}, below the floor of {bound} ({cites}, set by the {authority}). It may only be made stricter.',
  },
  RED_LINE_CEILING: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”自 {from} 起为 {actual}，高于上限 {bound}（{cites}，由{authority}规定），只能从严。',
    en: 'Red line {redLine}: "{title}" is {actual} from {from}, above the ceiling of {bound} ({cites}, set by the {authority}). It may only be made stricter.',
  },
  RED_LINE_RULE_MISSING: {
    severity: 'error',
    zh: '红线 {redLine} 要求决策“{decision}”保留规则“{rule}”，不得删除（{cites}）。',
    en: 'Red line {redLine} requires the decision "{decision}" to keep the rule "{rule}". It may not be removed ({cites}).',
  },
  RED_LINE_RULE_CHANGED: {
    severity: 'error',
    zh: '红线 {redLine} 要求决策“{decision}”的规则“{rule}”保持原样，只可改动文字说明（{cites}）。',
    en: 'Red line {redLine} requires the rule "{rule}" of the decision "{decision}" to stay as it is. Only its wording may be changed ({cites}).',
  },
  RED_LINE_REMOVED: {
    severity: 'error',
    zh: '红线 {redLine}“{title}”由上级设定，不得删除或放松。',
    en: 'Red line {redLine}, "{title}", is set by a parent ruleset and may not be removed or loosened.',
  },
  RED_LINE_IMPLICATION: {
    severity: 'error',
    zh: '红线 {redLine}：“{decision}”得出“{outcome}”时必须满足：{implies}（{cites}）。反例：{example}。',
    en: 'Red line {redLine}: whenever "{decision}" yields "{outcome}", this must hold: {implies} ({cites}). A case that breaks it: {example}.',
  },
  RED_LINE_APPLIES: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”只能在满足以下条件时适用：{implies}（{cites}）。反例：{example}。',
    en: 'Red line {redLine}: "{title}" may apply only where this holds: {implies} ({cites}). A case that breaks it: {example}.',
  },
  RED_LINE_GUARD_CHANGED: {
    severity: 'error',
    zh: '红线 {redLine}：把关的“{decision}”改动后，{change}（{cites}）。反例：{example}。',
    en: 'Red line {redLine}: "{decision}" stands guard and now {change} ({cites}). A case that shows it: {example}.',
  },
  RED_LINE_UNPROVED: {
    severity: 'warning',
    zh: '红线 {redLine}：“{title}”所依据的{parameters}还没有取值，暂未证明；补充后将重新证明。',
    en: 'Red line {redLine}: "{title}" waits for {parameters}, which has no value yet. It is not proved for that part, and will be once the value is there.',
  },
  RED_LINE_UNDECIDED: {
    severity: 'error',
    zh: '红线 {redLine}：“{decision}”过于复杂，无法证明总能满足：{implies}（{cites}）。请把规则写得简单些。',
    en: 'Red line {redLine}: "{decision}" is too complex to prove that this always holds: {implies} ({cites}). Please write it more simply.',
  },
  RED_LINE_UNGUARDED: {
    severity: 'error',
    zh: '红线 {redLine}：经转移“{transition}”可以不经判定就进入“{state}”（{cites}）。',
    en: 'Red line {redLine}: the transition "{transition}" leads to "{state}" without the decision that must come first ({cites}).',
  },
  RED_LINE_EVENT_CLOSED: {
    severity: 'error',
    zh: '红线 {redLine}：在“{state}”时必须保留事件“{event}”的出路（{cites}）。',
    en: 'Red line {redLine}: in "{state}" the event "{event}" must remain open ({cites}).',
  },
  RED_LINE_FACT_SET: {
    severity: 'error',
    zh: '红线 {redLine}：“{fact}”须由办理人员据实填写，不得由流程或规则自动写入（{cites}）。',
    en: 'Red line {redLine}: "{fact}" has to be told by the people in the case. No chart or rule may write it ({cites}).',
  },
  RED_LINE_BARRED_FACT: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”不得依据“{fact}”（{cites}）。',
    en: 'Red line {redLine}: "{title}" may not rest on "{fact}" ({cites}).',
  },
  RED_LINE_APPROVAL_MISSING: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”不得省去“{item}”（{cites}）。',
    en: 'Red line {redLine}: "{title}" may not leave out "{item}" ({cites}).',
  },
  RED_LINE_GROUP: {
    severity: 'error',
    zh: '红线 {redLine}：指标“{title}”不得放进“{group}”（{cites}）。',
    en: 'Red line {redLine}: the indicator "{title}" may not stand in "{group}" ({cites}).',
  },
  RED_LINE_ALONE: {
    severity: 'error',
    zh: '红线 {redLine}：不能只考核“{title}”，还须有这类指标：{tags}（{cites}）。',
    en: 'Red line {redLine}: "{title}" may not be assessed alone; indicators of these kinds must stand beside it: {tags} ({cites}).',
  },
  RED_LINE_ORDER: {
    severity: 'error',
    zh: '红线 {redLine}：自 {from} 起，{higher}应当高于{lower}（{cites}）。',
    en: 'Red line {redLine}: from {from}, {higher} must be above {lower} ({cites}).',
  },
  RED_LINE_STEP: {
    severity: 'error',
    zh: '红线 {redLine}：自 {from} 起，{higher}至少应比{lower}高 {step}（{cites}）。',
    en: 'Red line {redLine}: from {from}, {higher} must be above {lower} by at least {step} ({cites}).',
  },
  RED_LINE_MONOTONE: {
    severity: 'error',
    zh: '红线 {redLine}：自 {from} 起，{better}低于{worse}，做得更好反而所得更少（{cites}）。',
    en: 'Red line {redLine}: from {from}, {better} is below {worse}: doing better would earn less ({cites}).',
  },
  RED_LINE_FACT_NOT_ALLOWED: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”的金额不得取自“{fact}”，只能取自：{allowed}（{cites}）。',
    en: 'Red line {redLine}: "{title}" may not draw its amounts from "{fact}", only from: {allowed} ({cites}).',
  },
  RED_LINE_SPLIT: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”自 {from} 起的分配比例 {weights} 不成立，各份不得为负，也不得全为零（{cites}）。',
    en: 'Red line {redLine}: from {from}, "{title}" is split {weights}. No part may be negative, nor all of them zero ({cites}).',
  },
  RED_LINE_ITEM_MISSING: {
    severity: 'error',
    zh: '红线 {redLine}：“{item}”不得删除（{cites}）。',
    en: 'Red line {redLine}: "{item}" may not be removed ({cites}).',
  },
} as const satisfies Record<string, { severity: Severity; zh: string; en: string }>
