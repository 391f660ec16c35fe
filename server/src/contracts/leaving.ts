import { z } from 'zod'
import { messageSchema } from './common.ts'
import { jobKindNames } from './job.ts'
import { grantSchema } from './people.ts'
import type { Wire, WireInput } from './wire.ts'

export const leavingSchema = z
  .strictObject({
    username: z.string(),
    title: z.string(),
    disabled: z.boolean(),
    grants: z.array(grantSchema).meta({ description: 'What can be handed on' }),
    groupGrants: z.array(grantSchema).meta({
      description: "What the groups at the site's provider gave: it is changed there",
    }),
    sessions: z.int().meta({ description: 'Where the person is signed in' }),
    secondFactor: z.boolean(),
    keys: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          usedAt: z.string().nullable(),
          yours: z.boolean().meta({
            description: 'Whether you look after it; another stops with the account all the same',
          }),
        }),
      )
      .meta({
        description: 'Keys the person made, which open nothing once the account is disabled',
      }),
    drafts: z
      .array(z.strictObject({ ruleset: z.string(), title: messageSchema }))
      .meta({ description: 'Drafts the person saved last: others go on with them' }),
    jobs: z
      .array(z.strictObject({ id: z.string(), kind: z.enum(jobKindNames), about: z.string() }))
      .meta({ description: 'Jobs of theirs that have not ended, and fail without the account' }),
  })
  .meta({ id: 'Belongings', description: 'What is a person’s who leaves' })
export type Leaving = Wire<typeof leavingSchema>

export const leavingInputSchema = z
  .strictObject({
    reason: z.string().trim().min(1).max(2000),
    successor: z.string().min(1).max(200).optional().meta({
      description: 'The account that gets the rights; without one the work is left with the unit',
    }),
    keys: z.enum(['withdraw', 'pass']).meta({
      description: '`pass`: the keys go on under the successor, for systems that use them',
    }),
  })
  .meta({ id: 'LeavingInput' })
export type LeavingInput = WireInput<typeof leavingInputSchema>
