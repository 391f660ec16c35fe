import type { FormatStep } from './format-step.ts'

/** Duties are said beside the pathways in whose cases they are owed. */
export const toFormat3: FormatStep = {
  format: 3,
  renamedLists: {},
  addedLists: ['duties'],
  content: (content) => content,
}
