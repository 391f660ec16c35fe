import { z } from 'zod'
import type { Wire } from './wire.ts'

const sessionSchema = z
  .strictObject({
    id: z.string().meta({ description: 'Names the session; it opens nothing' }),
    createdAt: z.string().meta({ description: 'When somebody signed in' }),
    usedAt: z.string().meta({ description: 'When it was last used, to the minute' }),
    expiresAt: z.string().meta({ description: 'When it ends, however much it is used' }),
    address: z.string().nullable().meta({
      description: 'Where from; of an IPv6 address its network. Null where it was not kept',
    }),
    agent: z
      .string()
      .nullable()
      .meta({ description: 'The browser in its own words; null where it gave none' }),
    current: z.boolean().meta({ description: 'Whether it is the one that asks' }),
  })
  .meta({ id: 'Session' })

export const sessionListSchema = z
  .strictObject({
    items: z.array(sessionSchema).meta({ description: 'The newest first, 50 at most' }),
    idleMinutes: z
      .number()
      .nullable()
      .meta({ description: 'Minutes without use after which a session ends; null: never' }),
    hours: z.number().meta({ description: 'Hours after which a session ends in any case' }),
  })
  .meta({ id: 'SessionList' })
export type SessionList = Wire<typeof sessionListSchema>

/** A browser somebody is signed in with. */
export type Session = SessionList['items'][number]
