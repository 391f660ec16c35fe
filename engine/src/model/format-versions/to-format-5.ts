import type { FormatStep } from './format-step.ts'

/** Lists of codes that several facts share are said once, beside the facts. */
export const toFormat5: FormatStep = {
  format: 5,
  renamedLists: {},
  addedLists: ['codeSystems'],
  content: (content) => content,
}
