import { z } from 'zod'
import { conditionSchema } from './condition.ts'
import { contractSchema } from './contract.ts'
import { identifierSchema } from './identifier.ts'
import { lineageSchema } from './lineage.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

/**
 * How a figure of a unit and period is counted from the cases themselves. The measure's `id` is the fact it gives a
 * value to: `pathway.entered` counts the episodes that were entered. A case for which `where` is unknown is not
 * counted and not passed over: it lowers the completeness told beside the figure.
 */
export const measureSchema = z
  .strictObject({
    /** The fact this measure gives a value to: a whole number, or money where `sum` is money. */
    id: identifierSchema,
    title: textSchema,
    description: textSchema.optional(),
    /** The pathway whose cases are counted: `referral`, `inpatientEpisode`. */
    of: identifierSchema,
    /** Which of them. Without it, all. Reads the case's own facts and those of its log (`log.…`). */
    where: conditionSchema.optional(),
    /** The fact of each case that is added up. Without it and `distinct`, cases are counted. */
    sum: identifierSchema.optional(),
    /** The fact whose different values are counted, instead of cases. */
    distinct: identifierSchema.optional(),
    /** The fact that names the unit a case counts for. */
    unit: identifierSchema,
    /** The date fact that puts a case into a period: the day of discharge for an episode. */
    date: identifierSchema,
    /** Facts the figure is also told by: `episode.department`, `episode.pathway`. */
    by: z.array(identifierSchema).max(5).optional(),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema,
  })
  .meta({ id: 'Measure' })
export type Measure = z.infer<typeof measureSchema>
