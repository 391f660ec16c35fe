import type { CatalogueEntry } from './catalogue-entry.ts'

/** What is wrong with lists of codes. */
export const codeIssueCatalogue = {
  CODE_DUPLICATE: {
    severity: 'error',
    since: 5,
    zh: '“{title}”中代码“{code}”出现不止一次，请只保留一个。',
    en: '"{title}" lists the code "{code}" more than once. Please keep one.',
  },
  CODE_ORDER: {
    severity: 'error',
    zh: '“{title}”的次序与所依据的规则集不同：“{code}”在上级排在“{before}”之前。规则按次序比较高低，已有代码之间的先后不得改变；可以在其间增加代码。',
    en: '"{title}" is in another order than what it rests on, where "{code}" stands before "{before}". Rules compare by that order, so the codes there keep it; others may be added between them.',
  },
  CODE_SYSTEM_TYPE: {
    severity: 'error',
    zh: '“{title}”是{type}，不能取代码表中的代码。请改为代码、有序代码或代码列表。',
    en: '"{title}" is a {type} and cannot take codes of a code list. Please make it a code, an ordered code or a list of codes.',
  },
  CODES_TWICE: {
    severity: 'error',
    zh: '“{title}”既引用代码表，又自列代码。请只保留一种。',
    en: '"{title}" names a code list and lists codes of its own. Please keep one of them.',
  },
  CODES_UNORDERED: {
    severity: 'error',
    zh: '“{title}”是有序代码，但没有列出代码，无从比较高低。请选一个代码表，或从低到高列出代码。',
    en: '"{title}" is an ordered code without a list, so nothing says what is above what. Please choose a code list, or list its codes from low to high.',
  },
} as const satisfies Record<string, CatalogueEntry>
