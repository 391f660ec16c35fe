import { z } from 'zod'
import { eventRoleSchema, partyRoleSchema, stateRoleSchema } from './chart-roles.ts'
import { conditionSchema } from './condition.ts'
import { identifierSchema } from './identifier.ts'
import { valueSchema } from './value.ts'

/** Every check may speak of one pathway of the community; without a name it speaks of those of patients. */
const ofPathway = {
  pathway: identifierSchema
    .optional()
    .describe(
      'The id of the pathway it speaks of. Left out: every pathway of patients between units.',
    ),
}
const states = z.array(stateRoleSchema).min(1).max(20)
const events = z.array(eventRoleSchema).max(20)

/**
 * Checks that speak of what can happen to a case: over a chart together with its guards, whatever is known of the case.
 * They name the meaning of states, events and parties, never their ids, and hold for every pathway of patients between
 * units, or for the one pathway they name.
 */
export const chartCheckSchemas = [
  z
    .strictObject({
      kind: z.literal('alwaysOpen'),
      ...ofPathway,
      event: eventRoleSchema,
      in: states
        .optional()
        .describe('The states it speaks of. Without it, every one but `except`.'),
      except: states.optional().describe('The states that are left out.'),
      actors: z.array(partyRoleSchema).min(1).max(2).describe('Each of these can send it.'),
      given: z
        .record(identifierSchema, valueSchema)
        .optional()
        .describe(
          'The facts the event brings with it. Nothing else need be known: no reason, no document.',
        ),
    })
    .describe(
      'In every one of these states the event is taken, from each actor, whatever is known of the case.',
    ),
  z
    .strictObject({
      kind: z.literal('leadsTo'),
      ...ofPathway,
      event: eventRoleSchema,
      to: states.describe('A case that takes the event comes to rest in one of these.'),
    })
    .describe(
      'Wherever the event is taken, it leads to a state of this meaning, never to another.',
    ),
  z
    .strictObject({
      kind: z.literal('never'),
      ...ofPathway,
      into: states.describe('The states that are entered in no other way.'),
      by: events.describe('The events that may lead there.'),
      timers: z.boolean().optional().describe('True when a time limit may lead there, too.'),
    })
    .describe('No way leads into these states but by these events, automatic ones included.'),
  z
    .strictObject({
      kind: z.literal('before'),
      ...ofPathway,
      into: states.describe('The states that are guarded.'),
      implies: conditionSchema.describe('What a guard has decided on every way into them.'),
      unless: events.describe('The events that need no such guard.'),
      renewedBy: z
        .array(identifierSchema)
        .max(20)
        .optional()
        .describe('Facts with which it has to be decided anew: an event that asks them undoes it.'),
      renewedIn: states
        .optional()
        .describe('States after which it has to be decided anew, whatever was decided before.'),
    })
    .describe(
      'Every way into these states passes a guard that opens only where the condition holds, or one of the events.',
    ),
  z
    .strictObject({
      kind: z.literal('wayOut'),
      ...ofPathway,
      to: states.describe('Where the way leads.'),
      without: events.describe('The events that do not count as going on.'),
      deadlineIn: states.optional().describe('The states that have a time limit.'),
    })
    .describe(
      'From every state that is not an end a way leads on, somebody has to act there, and these states have a time limit that runs.',
    ),
  z
    .strictObject({
      kind: z.literal('bounded'),
      ...ofPathway,
      through: states.describe('The states that are not gone through again and again.'),
      by: events.describe('The events that may begin another round.'),
    })
    .describe('No way leads from such a state back to it but by one of these events.'),
  z
    .strictObject({
      kind: z.literal('declares'),
      ...ofPathway,
      event: eventRoleSchema,
      facts: z.array(identifierSchema).min(1).max(20).describe('The ids of the facts.'),
    })
    .describe('Whoever sends the event can fill in these facts with it.'),
  z
    .strictObject({
      kind: z.literal('parties'),
      ...ofPathway,
      parties: z
        .array(
          z.strictObject({
            role: partyRoleSchema,
            unitFact: identifierSchema.describe('The id of the fact.'),
          }),
        )
        .min(1)
        .max(2)
        .describe('Which fact holds the unit of each side.'),
      acts: z
        .array(
          z.strictObject({
            event: eventRoleSchema,
            by: z.array(partyRoleSchema).min(1).max(2).describe('The sides.'),
          }),
        )
        .max(20)
        .describe('Who sends each event: these sides and nobody else.'),
    })
    .describe('Who acts is whom the clause names.'),
  z
    .strictObject({
      kind: z.literal('recordedBy'),
      pathway: identifierSchema.describe('The id of the pathway of the community.'),
      facts: z
        .array(
          z.strictObject({
            fact: identifierSchema.describe('The id of a fact that is true once it was done.'),
            office: identifierSchema.describe('The id of the office that alone says so.'),
          }),
        )
        .min(1)
        .max(50)
        .describe('What is recorded, and by whom.'),
      fallsIn: states
        .optional()
        .describe('The states on coming to which it no longer counts: where the draft is changed.'),
    })
    .describe(
      'A fact of the pathway becomes true by an event of the named office and in no other way, and falls when the draft is changed.',
    ),
] as const

/** The kinds of these checks. */
export const chartCheckKinds = chartCheckSchemas.map(({ shape }) => shape.kind.value)
