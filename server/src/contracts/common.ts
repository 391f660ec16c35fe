import { z } from 'zod'
import type { Wire } from './wire.ts'

/** A sentence in both languages, as replies carry it. */
export const messageSchema = z
  .strictObject({ zh: z.string(), en: z.string() })
  .meta({ id: 'Message' })
/** A sentence in both languages. */
export type Message = Wire<typeof messageSchema>

/** What is wrong with something a list shows, in its place. */
export const shownProblemSchema = z
  .strictObject({ code: z.string(), message: messageSchema })
  .meta({ id: 'ShownProblem' })
export type ShownProblem = Wire<typeof shownProblemSchema>

/** What stands in a list of rulesets in the place of one whose version does not open. */
export const damagedEntrySchema = z
  .strictObject({
    ruleset: z.string(),
    title: messageSchema,
    version: z.string(),
    problem: shownProblemSchema,
  })
  .meta({ id: 'DamagedEntry' })
export type DamagedEntry = Wire<typeof damagedEntrySchema>

const givenFacts = z.record(z.string(), z.unknown())

export const issueExampleSchema = z
  .strictObject({
    asOf: z.string(),
    facts: givenFacts,
    decision: z.string().optional(),
    pathway: z.string().optional(),
    steps: z
      .array(
        z.strictObject({
          event: z.string().optional(),
          delay: z.string().optional(),
          party: z.string().optional(),
          facts: givenFacts.optional(),
          reason: z.string().optional(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'IssueExample', description: 'A patient who shows what the issue says' })

export const issueReplySchema = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['error', 'acknowledge', 'warning', 'info']),
    path: z.string().meta({ description: 'JSON pointer to the field at fault' }),
    message: messageSchema,
    redLine: z.string().optional().meta({ description: 'The red line that is crossed' }),
    example: issueExampleSchema.optional(),
    also: z.array(z.string()).optional().meta({ description: 'The other places it lies in' }),
    fixes: z
      .array(
        z.strictObject({
          title: messageSchema,
          decision: z.string(),
          edit: z.looseObject({ kind: z.string() }),
        }),
      )
      .optional()
      .meta({ description: 'Changes of a decision, each of which mends it' }),
    key: z
      .string()
      .optional()
      .meta({ description: 'Names what has to be acknowledged in words before publishing' }),
  })
  .meta({ id: 'Issue' })
export type IssueReply = Wire<typeof issueReplySchema>

/** A name in an address: long enough for any id, short enough to be harmless. */
const nameParameter = z.string().min(1).max(80)

export const rulesetParametersSchema = z.strictObject({ id: nameParameter })
export const caseParametersSchema = z.strictObject({ id: z.string().min(1).max(80) })

/** `If-Match`, read by the route: how it is written is told by an error of its own. */
export const ifMatchSchema = z
  .string()
  .max(10_000)
  .meta({ description: 'The revisions the change may meet, as in `"3"`; `*` for any' })

/** The revision a change rests on. */
export const revisionHeadersSchema = z.looseObject({ 'if-match': ifMatchSchema.optional() })

/** Chosen by the sender, so that a repeated request is done once. */
export const idempotencyHeadersSchema = z.looseObject({
  'idempotency-key': z
    .string()
    .optional()
    .meta({ description: 'Chosen by the sender: a repeated request is done once' }),
})

/** What a request that changes a case may ask for: less of an answer. */
export const returnHeadersSchema = z.looseObject({
  prefer: z.string().max(500).optional().meta({
    description:
      '`return=minimal` (RFC 7240): what the case has come to, without its facts and history',
  }),
})

/** Where the page before ended; handed back as it was given. */
export const cursorSchema = z.string().min(1).max(500)

/** Which page of a list: of so many at most, after the one before. */
export function pageQuery(most: number, usual = most) {
  return {
    limit: z.coerce.number<number>().int().min(1).max(most).default(usual),
    cursor: cursorSchema.optional(),
  }
}

/** A page of a list: a page that is not full, or empty, may have a next one. */
export function pageReply<Item extends z.ZodType>(item: Item) {
  return {
    items: z.array(item),
    next: z.string().optional().meta({ description: 'The cursor of the next page, if any' }),
  }
}

/** A list that is short as a rule. */
export const listQuerySchema = z.strictObject(pageQuery(1000))

/** Facts by dotted name. What they may hold is checked against the ruleset. */
export const factsInputSchema = z
  .record(z.string().max(200), z.unknown())
  .meta({ id: 'Facts', description: 'Facts by dotted name; null or absent means unknown.' })
export type FactsInput = Wire<typeof factsInputSchema>
