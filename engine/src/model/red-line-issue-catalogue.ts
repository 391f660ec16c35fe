import type { CatalogueEntry } from './catalogue-entry.ts'

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
    severity: 'acknowledge',
    zh: '红线 {redLine}：“{decision}”过于复杂，无法证明总能满足：{implies}（{cites}）。请把规则写得简单些，否则须由他人书面确认后才能发布。',
    en: 'Red line {redLine}: "{decision}" is too complex to prove that this always holds: {implies} ({cites}). Please write it more simply, or somebody else has to take it on in writing.',
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
  RED_LINE_READS_ALONE: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”依据了“{fact}”，就须同时依据“{missing}”（{cites}）。',
    en: 'Red line {redLine}: "{title}" rests on "{fact}" and has to rest on "{missing}" as well ({cites}).',
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
  RED_LINE_RECORD: {
    severity: 'error',
    zh: '红线 {redLine}：“{fact}”只能由{office}自己办理，不得由“{place}”代为记载（{cites}）。',
    en: 'Red line {redLine}: "{fact}" is for the {office} alone to say. "{place}" may not record it ({cites}).',
  },
  RED_LINE_RECORD_MISSING: {
    severity: 'error',
    zh: '红线 {redLine}：不得省去“{fact}”，流程中没有由{office}办理的这一步（{cites}）。',
    en: 'Red line {redLine}: "{fact}" may not be left out. The chart has no step by which the {office} says so ({cites}).',
  },
  RED_LINE_RECORD_STAYS: {
    severity: 'error',
    zh: '红线 {redLine}：到了“{state}”，以前的“{fact}”应当作废、重新办理，流程没有把它记为未办（{cites}）。',
    en: 'Red line {redLine}: once in "{state}", an earlier "{fact}" counts no more and has to be said anew. The chart lets it stand ({cites}).',
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
  RED_LINE_ROLE_MISSING: {
    severity: 'error',
    zh: '红线 {redLine}：流程“{pathway}”没有标明哪一个是{role}（{cites}）。请在相应的状态、事件或参与方上标明含义。',
    en: 'Red line {redLine}: nothing in the pathway "{pathway}" is marked as {role} ({cites}). Please mark the state, event or party that is.',
  },
  RED_LINE_ROLE_CHANGED: {
    severity: 'error',
    zh: '红线 {redLine}：“{title}”的含义由上级规则标明，不得改动：{role}（{cites}）。',
    en: 'Red line {redLine}: what "{title}" means is marked by a parent ruleset and stays: {role} ({cites}).',
  },
  RED_LINE_ROLE_GIVEN: {
    severity: 'acknowledge',
    zh: '红线 {redLine}：新增的“{title}”标明为{role}，红线据此判断（{cites}）。是否属实，须由他人书面确认。',
    en: 'Red line {redLine}: "{title}" is new and marked as {role}, on which red lines rest ({cites}). Somebody else has to confirm in writing that it is so.',
  },
  RED_LINE_SHUT: {
    severity: 'error',
    zh: '红线 {redLine}：在“{state}”，{party}应当始终可以办理“{event}”，现在有患者办不了（{cites}）。例如：{example}；系统会答复：{why}',
    en: 'Red line {redLine}: in "{state}" the {party} must always be able to do "{event}", and now some patients are kept out ({cites}). For example: {example}. The answer would be: {why}',
  },
  RED_LINE_LEADS_ELSEWHERE: {
    severity: 'error',
    zh: '红线 {redLine}：在“{state}”办理“{event}”只能到{wanted}，现在会到“{to}”（{cites}）。例如：{example}。',
    en: 'Red line {redLine}: in "{state}", "{event}" must lead to {wanted}, and now leads to "{to}" ({cites}). For example: {example}.',
  },
  RED_LINE_ENTERED: {
    severity: 'error',
    zh: '红线 {redLine}：不得经“{way}”从“{from}”进入“{state}”（{cites}）。例如：{example}。',
    en: 'Red line {redLine}: "{state}" may not be entered from "{from}" by {way} ({cites}). For example: {example}.',
  },
  RED_LINE_NOT_DECIDED: {
    severity: 'error',
    zh: '红线 {redLine}：从“{from}”经“{way}”可以进入“{state}”，而没有判定：{implies}（{cites}）。例如：{example}。',
    en: 'Red line {redLine}: {way} leads from "{from}" to "{state}" without its having been decided that {implies} ({cites}). For example: {example}.',
  },
  RED_LINE_STUCK: {
    severity: 'error',
    zh: '红线 {redLine}：患者到了“{state}”就没有出路，无法继续办到{wanted}（{cites}）。',
    en: 'Red line {redLine}: a patient in "{state}" is stuck: no way leads on to {wanted} ({cites}).',
  },
  RED_LINE_OWNER: {
    severity: 'error',
    zh: '红线 {redLine}：“{state}”没有责任方，患者在此无人负责（{cites}）。',
    en: 'Red line {redLine}: nobody is responsible for a patient in "{state}" ({cites}).',
  },
  RED_LINE_DEADLINE: {
    severity: 'error',
    zh: '红线 {redLine}：“{state}”没有办理时限（{cites}）。',
    en: 'Red line {redLine}: "{state}" has no time limit ({cites}).',
  },
  RED_LINE_ROUND: {
    severity: 'error',
    zh: '红线 {redLine}：离开“{from}”后，经“{way}”又回到“{state}”，患者可能被来回转送（{cites}）；只有经{by}才能再次开始。例如：{example}。',
    en: 'Red line {redLine}: after "{from}", {way} leads back to "{state}": a patient could be sent round and round ({cites}). Only {by} may begin another round. For example: {example}.',
  },
  RED_LINE_FORM: {
    severity: 'error',
    zh: '红线 {redLine}：办理“{event}”时必须可以填写“{fact}”（{cites}）。',
    en: 'Red line {redLine}: "{event}" must take "{fact}" ({cites}).',
  },
  RED_LINE_PARTY: {
    severity: 'error',
    zh: '红线 {redLine}：“{party}”必须是“{fact}”所指的单位（{cites}）。',
    en: 'Red line {redLine}: the "{party}" is the unit that "{fact}" names ({cites}).',
  },
  RED_LINE_ACTOR: {
    severity: 'error',
    zh: '红线 {redLine}：“{event}”必须由{by}办理，不得换人（{cites}）。',
    en: 'Red line {redLine}: "{event}" is done by {by} and nobody else ({cites}).',
  },
  RED_LINE_NOT_PROVED: {
    severity: 'acknowledge',
    zh: '未能证明，也未能举出实例，须由他人书面确认后才能发布。{finding}',
    en: 'Neither proved nor shown by an example: somebody else has to take it on in writing before publishing. {finding}',
  },
} as const satisfies Record<string, CatalogueEntry>
