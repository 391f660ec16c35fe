import { z } from 'zod'
import { factsInputSchema } from './common.ts'
import { versionChoiceSchema } from './pilot.ts'
import type { Wire, WireInput } from './wire.ts'

const name = z.string().min(1).max(80)

const referral = {
  ruleset: name,
  pathway: name,
  facts: factsInputSchema.meta({ description: 'What the hospital knows already' }),
}

/** What a hospital's system says in a link: for whom it is, and what it opens. */
export const linkClaimsSchema = z
  .looseObject({
    sub: z.string().min(1).max(200),
    case: name.optional(),
    referral: z.strictObject(referral).optional(),
  })
  .refine(
    (claims) => (claims.case === undefined) !== (claims.referral === undefined),
    'must have either "case" or "referral"',
  )

export const openLinkInputSchema = z
  .strictObject({ token: z.string().min(1).max(20_000) })
  .meta({ id: 'OpenLinkInput' })
export type OpenLinkInput = WireInput<typeof openLinkInputSchema>

export const openedLinkSchema = z
  .strictObject({
    from: z.string().meta({ description: 'The system that made the link' }),
    case: z.string().optional(),
    referral: z
      .strictObject({
        ...referral,
        version: z.string().meta({ description: 'The one in force for the unit that refers' }),
        versionChoice: versionChoiceSchema.optional(),
      })
      .optional(),
  })
  .meta({ id: 'OpenedLink', description: 'The case to be opened, or a referral to be begun' })
export type OpenedLink = Wire<typeof openedLinkSchema>
