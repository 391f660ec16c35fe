import type { Subject } from '../model/decision.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Text } from '../model/text.ts'

/** The name of an outcome, and what is said after it where a whole answer is told. */
interface OutcomeWords {
  readonly name: Text
  readonly more?: Text
}

/** The same whatever is decided about. */
const undecided = {
  needsFacts: {
    name: { zh: '信息不足', en: 'not enough known' },
    more: { zh: '，暂不能判定', en: ' to decide' },
  },
  notAssessable: {
    name: { zh: '不适用', en: 'not applicable' },
    more: { zh: '，未作判定', en: ': no decision was made' },
  },
} as const satisfies Partial<Record<Outcome, OutcomeWords>>

/** The one name of each outcome, by what a decision is about. Every page and message reads this. */
const words: Readonly<Record<Subject, Readonly<Record<Outcome, OutcomeWords>>>> = {
  care: {
    allow: { name: { zh: '可以办理', en: 'allowed' } },
    allowWithAdvice: { name: { zh: '可以办理（有提示）', en: 'allowed with advice' } },
    requireReason: {
      name: { zh: '须写明理由', en: 'allowed with a reason' },
      more: { zh: '后办理', en: ' in writing' },
    },
    requireReview: {
      name: { zh: '须人工复核', en: 'subject to review' },
      more: { zh: '后办理', en: ' by a person' },
    },
    denyInstitutionalAction: {
      name: { zh: '机构不得自行办理', en: 'not open to the institution' },
      more: {
        zh: '（不影响患者自主就医）',
        en: ' in its own name (the patient remains free to seek care)',
      },
    },
    ...undecided,
  },
  money: {
    allow: { name: { zh: '可以分配', en: 'may be distributed' } },
    allowWithAdvice: {
      name: { zh: '可以分配（有提示）', en: 'may be distributed, with advice' },
    },
    requireReason: {
      name: { zh: '须写明理由', en: 'may be distributed with a reason' },
      more: { zh: '后分配', en: ' in writing' },
    },
    requireReview: {
      name: { zh: '须人工复核', en: 'subject to review' },
      more: { zh: '后分配', en: ' by a person before anything is distributed' },
    },
    denyInstitutionalAction: {
      name: { zh: '暂不得分配', en: 'not to be distributed yet' },
    },
    ...undecided,
  },
  assessment: {
    allow: { name: { zh: '符合要求', en: 'meets the requirement' } },
    allowWithAdvice: {
      name: { zh: '符合要求（有提示）', en: 'meets the requirement, with advice' },
    },
    requireReason: {
      name: { zh: '须说明原因', en: 'to be explained' },
      more: { zh: '，不直接认定', en: ' in writing' },
    },
    requireReview: {
      name: { zh: '须核查', en: 'to be looked into' },
      more: { zh: '后认定', en: ' by a person' },
    },
    denyInstitutionalAction: {
      name: { zh: '不符合要求', en: 'does not meet the requirement' },
    },
    ...undecided,
  },
  other: {
    allow: { name: { zh: '可以', en: 'in order' } },
    allowWithAdvice: { name: { zh: '可以（有提示）', en: 'in order, with advice' } },
    requireReason: {
      name: { zh: '须写明理由', en: 'in order with a reason' },
      more: { zh: '', en: ' in writing' },
    },
    requireReview: {
      name: { zh: '须人工复核', en: 'subject to review' },
      more: { zh: '', en: ' by a person' },
    },
    denyInstitutionalAction: { name: { zh: '不予同意', en: 'not agreed to' } },
    ...undecided,
  },
}

/** The short name of an outcome: within a sentence, in a list, on a label. Pure. */
export function outcomeName(outcome: Outcome, subject: Subject = 'care'): Text {
  return words[subject][outcome].name
}

/** How an outcome reads as a whole answer: its name, and what that means for who asked. Pure. */
export function outcomeLabel(outcome: Outcome, subject: Subject = 'care'): Text {
  const { name, more } = words[subject][outcome]
  return { zh: name.zh + (more?.zh ?? ''), en: name.en + (more?.en ?? '') }
}
