import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { textSchema } from './text.ts'

/** The id of an item of a list. */
export const idSchema = identifierSchema.describe(
  'Its id, unique in its list. Other items name it by this, and a ruleset above or below changes it by this.',
)

/** What an item is called. */
export const titleSchema = textSchema.describe('What people call it.')

/** More about an item. */
export const descriptionSchema = textSchema.describe(
  'More about it, for the reader. Nothing is decided by it.',
)

/** The unit of a fact, a parameter or an output. */
export const unitWordSchema = z
  .string()
  .max(40)
  .describe(
    'What a number of it is counted in: `workingDay`, `day`, `hour`, `minute`, `person`, `case`, `percentagePoint`, … A ratio whose unit is `times` is a multiple and not a share. A word that is not known is shown as it stands. Money is always in fen and needs none.',
  )

/** A FEEL formula. */
export const formulaTextSchema = z.string().min(1).max(2000)
