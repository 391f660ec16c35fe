import { boundPackSchema, dateSchema, jurisdictionSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema, pageReply, shownProblemSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

export const jurisdictionParametersSchema = z.strictObject({ id: z.string().min(1).max(80) })

const packSchema = boundPackSchema.extend({
  since: dateSchema
    .optional()
    .meta({ description: 'First day it binds; without one it always has' }),
  by: z.string().optional().meta({ description: 'Who said so' }),
})

export const jurisdictionReplySchema = jurisdictionSchema
  .extend({
    packs: z.array(packSchema),
    revision: z.int(),
    savedAt: z.string(),
    savedBy: z.string().meta({ description: 'Whoever proposed what it says' }),
    confirmedBy: z.string().optional().meta({
      description: 'Whoever confirmed that; nobody where it is of the beginning of the tree',
    }),
  })
  .meta({ id: 'JurisdictionNode' })
export type JurisdictionNode = Wire<typeof jurisdictionReplySchema>

export const jurisdictionListSchema = z
  .strictObject(pageReply(jurisdictionReplySchema))
  .meta({ id: 'JurisdictionList' })
export type JurisdictionList = Wire<typeof jurisdictionListSchema>

export const jurisdictionInputSchema = jurisdictionSchema
  .omit({ id: true, packs: true })
  .extend({ packs: z.array(boundPackSchema.omit({ by: true })).max(100) })
  .meta({ id: 'SaveJurisdictionInput' })
export type SaveJurisdictionInput = z.output<typeof jurisdictionInputSchema>

export const proposeJurisdictionInputSchema = z
  .strictObject({
    node: jurisdictionInputSchema,
    reason: z.string().trim().min(1).max(2000).meta({ description: 'Why it is to say so' }),
  })
  .meta({ id: 'ProposeJurisdictionInput' })
export type ProposeJurisdictionInput = WireInput<typeof proposeJurisdictionInputSchema>

export const turnDownJurisdictionInputSchema = z
  .strictObject({
    reason: z.string().trim().min(1).max(2000).meta({ description: 'Why it is not to say so' }),
  })
  .meta({ id: 'TurnDownJurisdictionInput' })

export const jurisdictionProposalSchema = z
  .strictObject({
    id: z.string(),
    jurisdiction: z.string(),
    node: jurisdictionInputSchema.meta({ description: 'What it is to say, all of it' }),
    over: z.int().meta({
      description: 'The revision of the jurisdiction it was made over; 0 where it is to be made',
    }),
    reason: z.string(),
    by: z.string(),
    at: z.string(),
    own: z.boolean().meta({ description: 'You made it, so somebody else has to confirm it' }),
    confirmedBy: z.string().nullable().meta({
      description:
        'Set where it was confirmed and the server ended before it held: confirming once more brings it about',
    }),
    turnedDown: z
      .strictObject({ by: z.string(), at: z.string(), reason: z.string() })
      .nullable()
      .meta({
        description:
          'Who turned it down, and why: it waits for nobody, and is kept until something else is proposed',
      }),
  })
  .meta({ id: 'JurisdictionProposal' })
export type JurisdictionProposal = Wire<typeof jurisdictionProposalSchema>
export const jurisdictionProposalPageSchema = z
  .strictObject(pageReply(jurisdictionProposalSchema))
  .meta({ id: 'JurisdictionProposalPage' })
export type JurisdictionProposalPage = Wire<typeof jurisdictionProposalPageSchema>

const nodeSchema = jurisdictionSchema.pick({ id: true, level: true, title: true })

export const countyBindingSchema = z
  .strictObject({
    county: z.string(),
    placed: z
      .boolean()
      .meta({ description: 'False while nobody has said which province or city it belongs to' }),
    path: z.array(nodeSchema).meta({ description: 'Its node and those above, the county first' }),
    packs: z.array(
      packSchema.extend({
        node: nodeSchema.meta({ description: 'The jurisdiction that binds it' }),
        title: messageSchema.optional(),
        begun: z.boolean(),
      }),
    ),
    rulesets: z
      .array(
        z.strictObject({
          id: z.string(),
          title: messageSchema,
          version: z.string(),
          packs: z
            .array(
              z.strictObject({
                id: z.string(),
                jurisdiction: z.string(),
                standing: z.enum(['rested', 'otherVersion', 'missing', 'unknown']),
                version: z.string().optional().meta({ description: 'The version rested on' }),
              }),
            )
            .nullable()
            .meta({ description: 'null where what is stored of it does not open' }),
          problem: shownProblemSchema.optional(),
        }),
      )
      .meta({ description: 'The latest version of each of its rulesets' }),
  })
  .meta({ id: 'CountyBinding' })
/** What binds a county, and how its rulesets are to it. */
export type CountyBinding = Wire<typeof countyBindingSchema>
