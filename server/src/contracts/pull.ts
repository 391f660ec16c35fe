import { z } from 'zod'
import { issueReplySchema, messageSchema } from './common.ts'
import { exceptionStandingSchema } from './exception.ts'
import { scenarioResultsSchema } from './ruleset.ts'

const itemValue = z.unknown().meta({ description: 'What the item itself says; null where absent' })

const sideRows = z
  .array(z.strictObject({ field: messageSchema, sides: z.array(messageSchema) }))
  .meta({ description: 'Each field that differs, in words, one entry for each side' })

export const differencesQuerySchema = z.strictObject({
  from: z
    .string()
    .min(1)
    .max(40)
    .meta({ description: 'A version, `draft`, or `parent` for the template that `to` rests on' }),
  to: z.string().min(1).max(40).meta({ description: 'A version or `draft`' }),
})

export const differencesSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    changes: z.array(
      z.strictObject({
        path: z.string(),
        kind: z.enum(['added', 'removed', 'changed', 'moved']),
        before: itemValue.optional(),
        after: itemValue.optional(),
        fields: z.array(z.string()),
        sentence: messageSchema,
        rows: sideRows,
        exceptions: z
          .array(exceptionStandingSchema)
          .meta({ description: 'The exceptions that excuse the item in the later state' }),
      }),
    ),
  })
  .meta({ id: 'Differences' })

export const pullQuerySchema = z.strictObject({
  to: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: "The template's version to move to; the newest when absent" }),
})

export const pullViewSchema = z
  .strictObject({
    template: z.strictObject({ id: z.string(), title: messageSchema }),
    from: z.string(),
    to: z.string(),
    behind: z.int(),
    revision: z.int(),
    items: z.array(
      z.strictObject({
        path: z.string(),
        status: z.enum(['clean', 'conflict']),
        base: itemValue,
        theirs: itemValue,
        ours: itemValue,
        sentence: messageSchema,
        ownSentence: messageSchema.optional(),
        rows: sideRows,
        stricter: messageSchema.optional(),
      }),
    ),
    reordered: z.array(z.strictObject({ path: z.string(), sentence: messageSchema })),
    stricter: z.array(issueReplySchema),
  })
  .meta({ id: 'PullView' })

export const pullInputSchema = z
  .strictObject({
    to: z.string().min(1).max(40),
    revision: z.int().min(0).meta({ description: 'The draft revision the choices rest on' }),
    choices: z
      .record(z.string().max(600), z.enum(['take', 'keep']))
      .meta({ description: 'By path. A clean change is taken unless kept; a conflict needs one.' }),
  })
  .meta({ id: 'PullInput' })

export const pulledSchema = z
  .strictObject({
    revision: z.int(),
    from: z.string(),
    to: z.string(),
    issues: z.array(issueReplySchema),
    scenarios: scenarioResultsSchema.shape.results,
  })
  .meta({ id: 'Pulled' })

const work = { ruleset: z.string(), title: messageSchema, at: z.string() }

export const worklistSchema = z
  .strictObject({
    items: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('templateMoved'),
          ...work,
          template: z.strictObject({ id: z.string(), title: messageSchema }),
          from: z.string(),
          to: z.string(),
          behind: z.int(),
          changes: z.int(),
          conflicts: z.int(),
        }),
        z.strictObject({
          kind: z.literal('parametersMissing'),
          ...work,
          parameters: z.array(z.strictObject({ id: z.string(), title: messageSchema })),
        }),
        z.strictObject({
          kind: z.literal('draftUnpublished'),
          ...work,
          revision: z.int(),
          savedBy: z.string(),
        }),
      ]),
    ),
  })
  .meta({ id: 'Worklist' })
