import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import type { Wire, WireInput } from './wire.ts'

const reason = z.string().trim().min(1).max(500)

/** What two persons do to a version: `restore` and `rollBack` end the review of one that is suspended. */
export const versionActionSchema = z.enum(['suspend', 'restore', 'rollBack']).meta({
  description:
    '`suspend`: the version before it applies at once; `restore`: it applies again; `rollBack`: it stays suspended for good',
})
export type VersionAction = Wire<typeof versionActionSchema>

const confirmedSchema = z
  .strictObject({
    reason: z.string(),
    proposedBy: z.string(),
    proposedAt: z.string(),
    confirmedBy: z.string(),
    confirmedAt: z.string(),
  })
  .meta({ id: 'ConfirmedAction', description: 'What one person proposed and another confirmed' })

export const suspensionSchema = z
  .strictObject({
    from: dateSchema.meta({ description: 'First day on which it does not apply' }),
    until: dateSchema
      .optional()
      .meta({ description: 'The day on which it applies again; absent while it is suspended' }),
    suspended: confirmedSchema,
    restored: confirmedSchema.optional(),
    rolledBack: confirmedSchema.optional().meta({ description: 'It stays suspended for good' }),
  })
  .meta({ id: 'Suspension' })
export type Suspension = Wire<typeof suspensionSchema>

export const versionProposalSchema = z
  .strictObject({
    id: z.string(),
    action: versionActionSchema,
    reason: z.string(),
    by: z.string(),
    at: z.string(),
    own: z.boolean().meta({ description: 'You made it, so somebody else has to confirm it' }),
  })
  .meta({ id: 'VersionProposal', description: 'Waits for a second person; it does not run out' })
export type VersionProposal = Wire<typeof versionProposalSchema>

export const proposeVersionActionInputSchema = z
  .strictObject({ action: versionActionSchema, reason })
  .meta({ id: 'ProposeVersionActionInput' })
export type ProposeVersionActionInput = WireInput<typeof proposeVersionActionInputSchema>

export const versionStatusSchema = z
  .strictObject({
    version: z.string(),
    suspensions: z.array(suspensionSchema),
    proposal: versionProposalSchema.optional(),
    inForce: z.string().optional().meta({ description: 'The version in force today' }),
  })
  .meta({ id: 'VersionStatus' })
export type VersionStatus = Wire<typeof versionStatusSchema>

/** That the version a case runs on is suspended: the case goes on by it. */
export const caseSuspensionSchema = z
  .strictObject({
    since: z.string().meta({ description: 'When the second person confirmed it' }),
    reason: z.string(),
    rolledBack: z.boolean().meta({ description: 'It stays suspended for good' }),
  })
  .meta({ id: 'CaseSuspension' })
export type CaseSuspension = Wire<typeof caseSuspensionSchema>
