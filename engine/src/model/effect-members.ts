import { identifierSchema } from './identifier.ts'
import { delaySchema } from './parameter.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

/** What setting a fact says, for decisions and charts alike. */
export const setMembers = {
  fact: identifierSchema.describe('The id of the fact that is set.'),
  value: valueSchema.describe('The value it gets.'),
}

/** What asking for an action says, for decisions and charts alike. */
export const emitMembers = {
  event: identifierSchema.describe(
    'What is told: the name that prices and incentives wait for as `on`.',
  ),
  title: textSchema.describe('What is asked for, in words.'),
  to: identifierSchema
    .optional()
    .describe('The party of the pathway that is to act. Without it nobody in particular.'),
  dueIn: delaySchema.optional().describe('Until when. Without it there is no due time.'),
}
