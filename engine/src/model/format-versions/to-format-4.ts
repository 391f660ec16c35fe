import type { FormatStep } from './format-step.ts'

/** What has to be done in each period or by a day is said beside what is owed in cases. */
export const toFormat4: FormatStep = {
  format: 4,
  renamedLists: {},
  addedLists: ['scheduledDuties'],
  content: (content) => content,
}
