import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema } from './common.ts'
import type { Wire } from './wire.ts'

/** What a step of a case asked to be done, for whoever does it; or what became of a version. */
export const feedEventSchema = z
  .strictObject({
    id: z.string().meta({ description: 'Never changes, however often the event is sent' }),
    type: z.string().meta({
      description:
        'What is asked for, as the ruleset names it; `version:…` where it tells of a version of the ruleset, not of a case',
    }),
    timestamp: z.string().meta({ description: 'When it was written down' }),
    county: z.string().nullable(),
    units: z.array(z.string()).meta({
      description:
        'The units the case concerned when it happened; the pilot units of a version on trial; empty where all are',
    }),
    case: z.string().nullable().meta({ description: 'null where it tells of a version' }),
    step: z.int().nullable().meta({ description: 'The step of the case, as its history counts' }),
    pathway: z.string().nullable(),
    ruleset: z.string(),
    version: z
      .string()
      .meta({ description: 'The version that the case runs on, or that it tells of' }),
    bundle: z.string().meta({ description: 'The hash of that version' }),
    voids: z.string().optional().meta({
      description:
        'Set where nothing is asked for: what was asked for under this id does not hold any more, for the case was corrected',
    }),
    data: z
      .strictObject({
        title: messageSchema,
        to: z.string().optional().meta({ description: 'The party of the pathway it is for' }),
        office: z.string().optional(),
        dueAt: z.string().optional(),
        yearMissing: z.int().optional().meta({
          description: 'The year whose notice of holidays is needed to say by when',
        }),
        from: dateSchema
          .optional()
          .meta({ description: 'Of a version: the day from which it is so' }),
        applies: z.string().optional().meta({
          description: 'The version in force for all from then on, where it is another',
        }),
        reason: z.string().optional(),
      })
      .meta({ id: 'FeedEventData' }),
  })
  .meta({ id: 'FeedEvent' })
export type FeedEvent = Wire<typeof feedEventSchema>

export const readEventsQuerySchema = z.strictObject({
  after: z.string().min(1).max(500).optional().meta({
    description:
      'The `next` of the page before; `start` for the oldest event, which is also meant when absent; `end` for what comes from now on',
  }),
  limit: z.coerce.number<number>().int().min(1).max(100).default(50),
})

export const streamEventsQuerySchema = readEventsQuerySchema.pick({ after: true })

export const streamEventsHeadersSchema = z.looseObject({
  'last-event-id': z.string().max(500).optional().meta({
    description: 'The id of the last event that was received; goes before `after`',
  }),
})

export const eventFeedPageSchema = z
  .strictObject({
    items: z.array(feedEventSchema),
    next: z.string().meta({ description: 'To be kept, and sent as `after` the next time' }),
    more: z.boolean().meta({
      description: 'Whether more may be there already; a page may be empty and have more behind it',
    }),
  })
  .meta({ id: 'EventFeedPage' })
export type EventFeedPage = Wire<typeof eventFeedPageSchema>
