import type { Json } from '@jieli/engine'
import { z } from 'zod'
import { issueReplySchema, messageSchema } from './common.ts'
import { exceptionStatusSchema } from './exception.ts'
import { scenarioResultsSchema, withdrawalSchema } from './ruleset.ts'
import { engineForm, type Wire, type WireInput } from './wire.ts'

const itemValue = engineForm<Json>(
  z.unknown().meta({ description: 'What the item itself says; null where absent' }),
)

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

export const differenceSchema = z.strictObject({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  before: itemValue.optional(),
  after: itemValue.optional(),
  fields: z.array(z.string()),
  sentence: messageSchema,
  rows: sideRows,
  exceptions: z
    .array(exceptionStatusSchema)
    .meta({ description: 'The exceptions that excuse the item in the later state' }),
})

export const differencesSchema = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    changes: z.array(differenceSchema),
  })
  .meta({ id: 'Differences' })
export type Differences = Wire<typeof differencesSchema>

const parentId = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: 'The template or overlay to move to another version of' })

export const pullQuerySchema = z.strictObject({
  parent: parentId
    .optional()
    .meta({ description: 'The template or overlay; the first that has moved on when absent' }),
  to: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .meta({ description: 'Its version to move to; the newest when absent' }),
})

const parentRole = z.enum(['template', 'overlay', 'adopted'])

const parentVersionsSchema = z
  .strictObject({
    id: z.string(),
    title: messageSchema,
    role: parentRole,
    from: z.string(),
    to: z.string(),
    behind: z.int(),
    withdrawn: withdrawalSchema.optional(),
  })
  .meta({ id: 'ParentVersions' })
/** A template or overlay a ruleset rests on, and how far it is behind it. */
export type ParentVersions = Wire<typeof parentVersionsSchema>

const pullItems = z.array(
  z.strictObject({
    path: z.string(),
    status: z.enum(['clean', 'conflict']),
    base: itemValue,
    theirs: itemValue,
    ours: itemValue,
    sentence: messageSchema,
    ownSentence: messageSchema.optional(),
    rows: sideRows,
    ruleOf: messageSchema.optional().meta({
      description:
        'The ruleset whose rule it was, where the draft had it without a word of its own and it goes: adopt it by name (`adopt`), make it its own (`keep`), or drop it (`take`)',
    }),
    stricter: messageSchema
      .optional()
      .meta({ description: 'Why what the ruleset says here may not be kept' }),
  }),
)

export const pullViewSchema = z
  .strictObject({
    parent: parentVersionsSchema.meta({ description: 'The one whose changes are listed' }),
    parents: z.array(parentVersionsSchema),
    revision: z.int(),
    items: pullItems,
  })
  .meta({ id: 'PullView' })
export type PullView = Wire<typeof pullViewSchema>

/** Whatever was read from a body is JSON; saying so by a schema would refer to itself without a name. */
const anyJson = z
  .unknown()
  .nonoptional()
  .transform((value) => value as Json)
  .meta({ description: 'What the item says instead' })

const draftRevision = z.int().min(0).meta({ description: 'The draft revision the choices rest on' })
const choices = z
  .record(
    z.string().max(600),
    z.union([z.enum(['take', 'keep', 'adopt']), z.strictObject({ edit: anyJson })]),
  )
  .meta({
    description:
      'By path. A clean change is taken unless kept; a conflict needs one. `adopt` keeps a rule that came from elsewhere (`ruleOf`), adopted by name.',
  })

export const pullInputSchema = z
  .strictObject({
    parent: parentId,
    to: z.string().min(1).max(40),
    revision: draftRevision,
    choices,
  })
  .meta({ id: 'PullInput' })
export type PullInput = WireInput<typeof pullInputSchema>

export const pulledSchema = z
  .strictObject({
    revision: z.int(),
    parent: z.string(),
    from: z.string(),
    to: z.string(),
    issues: z.array(issueReplySchema),
    scenarios: scenarioResultsSchema.shape.results,
  })
  .meta({ id: 'Pulled' })
export type Pulled = Wire<typeof pulledSchema>

const reference = z.strictObject({ id: z.string(), version: z.string() })
const templateId = z.string().min(1).max(80).meta({ description: 'The template to move to' })

export const rebaseQuerySchema = z.strictObject({ template: templateId })

export const rebaseViewSchema = z
  .strictObject({
    from: reference.optional().meta({ description: 'The template it rests on now' }),
    to: reference.extend({ title: messageSchema }),
    revision: z.int(),
    items: pullItems,
    issues: z.array(issueReplySchema).meta({
      description: 'What would stand in the way of publishing, if everything said here stayed',
    }),
  })
  .meta({ id: 'RebaseView' })
export type RebaseView = Wire<typeof rebaseViewSchema>

export const rebaseInputSchema = z
  .strictObject({
    template: templateId,
    version: z
      .string()
      .min(1)
      .max(40)
      .meta({ description: 'Its version whose changes were chosen for' }),
    revision: draftRevision,
    choices,
  })
  .meta({ id: 'RebaseInput' })
export type RebaseInput = WireInput<typeof rebaseInputSchema>

export const rebasedSchema = z
  .strictObject({
    revision: z.int(),
    from: reference.optional(),
    to: reference,
    issues: z.array(issueReplySchema),
    scenarios: scenarioResultsSchema.shape.results,
  })
  .meta({ id: 'Rebased' })
export type Rebased = Wire<typeof rebasedSchema>

/** One difference between two states of a ruleset. */
export type Difference = Differences['changes'][number]
/** One field of an item on two or three sides. */
export type SideRow = Difference['rows'][number]
export type PullItem = PullView['items'][number]
/** What holds for one change. */
export type PullChoice = PullInput['choices'][string]
