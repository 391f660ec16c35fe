import { z } from 'zod'
import { authoritySchema } from './authority.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { rulesetReferenceSchema } from './manifest.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'

/** A ruleset that binds everything below an authority: which of its versions, from when, by whose word and why. */
export const boundPackSchema = z.strictObject({
  ...rulesetReferenceSchema.shape,
  /** First day it binds; without one it always has. */
  since: dateSchema.optional(),
  by: z.string().min(1).max(200).optional(),
  why: textSchema,
  cites: citesSchema.optional(),
})
export type BoundPack = z.infer<typeof boundPackSchema>

/**
 * A nation, province, city or county, the one it belongs to, and what it binds below it. A county's id is the one its
 * rulesets name.
 */
export const jurisdictionSchema = z
  .strictObject({
    id: identifierSchema,
    level: authoritySchema,
    parent: identifierSchema.optional(),
    title: textSchema,
    packs: z.array(boundPackSchema).max(100),
  })
  .meta({ id: 'Jurisdiction' })
export type Jurisdiction = z.infer<typeof jurisdictionSchema>

/** A whole tree, as a file holds it. */
export const jurisdictionFileSchema = z.strictObject({
  jurisdictions: z.array(jurisdictionSchema).max(10_000),
})
