import { z } from 'zod'
import { authoritySchema } from './authority.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { rulesetReferenceSchema } from './manifest.ts'
import { citesSchema } from './citation.ts'
import { idSchema, titleSchema } from './shared-members.ts'
import { textSchema } from './text.ts'

export const boundPackSchema = z
  .strictObject({
    ...rulesetReferenceSchema.shape,
    since: dateSchema.optional().describe('The first day it binds. Without it, it always has.'),
    by: z.string().min(1).max(200).optional().describe('Who said so: a person or an office.'),
    why: textSchema.describe('Why it binds.'),
    cites: citesSchema.optional(),
  })
  .meta({
    id: 'BoundPack',
    description: 'A ruleset that binds everything below an authority, and which of its versions.',
  })
export type BoundPack = z.infer<typeof boundPackSchema>

export const jurisdictionSchema = z
  .strictObject({
    id: idSchema.describe("Its id. A county's is the one its rulesets name as `county`."),
    level: authoritySchema,
    parent: identifierSchema
      .optional()
      .describe('The id of the one it belongs to. A nation has none.'),
    title: titleSchema,
    packs: z.array(boundPackSchema).max(100).describe('What binds it and everything below it.'),
  })
  .meta({
    id: 'Jurisdiction',
    description: 'A nation, province, city or county: where it belongs and what binds there.',
  })
export type Jurisdiction = z.infer<typeof jurisdictionSchema>

export const jurisdictionFileSchema = z
  .strictObject({
    jurisdictions: z.array(jurisdictionSchema).max(10_000).describe('All of them, in any order.'),
  })
  .describe('Who stands above whom, and what binds below each.')
