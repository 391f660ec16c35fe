import type { CatalogueEntry } from './catalogue-entry.ts'

/** What is wrong with a table or a list of rules, whatever the facts. */
export const tableIssueCatalogue = {
  TABLE_GAP: {
    severity: 'error',
    since: 3,
    zh: '没有任何一条说到这种情形：{example}{day}。请补上一条，或写明“都不符合时”怎么办。{more}',
    en: 'No line speaks of this case: {example}{day}. Please add a line, or say what holds when none matches. {more}',
  },
  TABLE_OVERLAP: {
    severity: 'error',
    since: 3,
    zh: '{line}和{others}会同时符合：{example}{day}。命中方式为“唯一”时，一种情形只能有一条符合。{more}',
    en: '{line} and {others} both match this case: {example}{day}. With "unique", only one line may match. {more}',
  },
  TABLE_CONFLICT: {
    severity: 'error',
    since: 3,
    zh: '{line}和{others}会同时符合，结论却不一样：{example}{day}。{more}',
    en: '{line} and {others} both match this case and say different things: {example}{day}. {more}',
  },
  TABLE_TIE: {
    severity: 'warning',
    zh: '{line}和{others}会同时符合、同样严格，说的却不一样，以哪条为准只看先后次序：{example}{day}。{more}',
    en: '{line} and {others} both match this case, rank alike and say different things, so that only their order decides: {example}{day}. {more}',
  },
  LINE_IMPOSSIBLE: {
    severity: 'warning',
    zh: '{line}不可能符合：没有哪种情形满足它的全部条件，又在本决策的适用范围之内。{more}',
    en: '{line} can never match: no case that the decision applies to meets all its conditions. {more}',
  },
  LINE_UNREACHED: {
    severity: 'warning',
    zh: '{line}从不起作用：凡符合它的情形，都已符合优先于它的{others}，轮不到它，例如：{example}{day}。{more}',
    en: '{line} never decides anything: every case that matches it also matches {others}, before which it has no say. For example: {example}{day}. {more}',
  },
  LINE_REDUNDANT: {
    severity: 'info',
    zh: '{line}可以省去：凡以它为准的情形，{others}说的都一样，例如：{example}{day}。{more}',
    en: '{line} could be left out: of every case that it decides, {others} says the same. For example: {example}{day}. {more}',
  },
  COLUMN_IDLE: {
    severity: 'info',
    zh: '“{column}”这一列对任何结论都没有影响。',
    en: 'The column "{column}" changes no answer.',
  },
  OTHERWISE_UNREACHED: {
    severity: 'info',
    zh: '“都不符合时”的规定用不到：各条已经说到所有情形。',
    en: 'What holds when none matches is never used: the lines speak of every case.',
  },
  DECISION_NEVER_APPLIES: {
    severity: 'warning',
    zh: '这项决策从不适用：没有哪种情形满足它的适用条件。',
    en: 'This decision never applies: no case meets the condition under which it does.',
  },
  TABLE_WAITS: {
    severity: 'info',
    zh: '{parameters}还没有值，其中的情形要等有了值才能查清有无遗漏、重叠。',
    en: '{parameters}: no value yet. Whether the cases that rest on it are all spoken of, and once only, can be checked once there is.',
  },
  TABLE_UNPROVED: {
    severity: 'acknowledge',
    zh: '条件的组合太多，没有查完：{about}。请人工核对，或把这项决策拆小。',
    en: 'There are too many combinations to look at them all. Not found out: {about}. Please check by hand, or split the decision.',
  },
  TABLE_UNPROVED_DETAIL: {
    severity: 'info',
    zh: '条件的组合太多，没有查完：{about}。',
    en: 'There are too many combinations to look at them all. Not found out: {about}.',
  },
} as const satisfies Record<string, CatalogueEntry>
