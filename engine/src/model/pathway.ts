import { z } from 'zod'
import {
  eventRoleSchema,
  partyRoleSchema,
  type PathwaySubject,
  pathwaySubjects,
  type StateRole,
  stateRoleSchema,
} from './chart-roles.ts'
import { type Contract, contractSchema } from './contract.ts'
import { chartKeySchema, identifierSchema } from './identifier.ts'
import { type Lineage, lineageSchema } from './lineage.ts'
import { outcomeSchema } from './outcome.ts'
import { emitMembers, setMembers } from './effect-members.ts'
import { delaySchema } from './parameter.ts'
import { governedLists } from './ruleset-lists.ts'
import { citesSchema } from './citation.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'
import type { Text } from './text.ts'

export const guardSchema = z
  .strictObject({
    type: z.literal('decision'),
    params: z
      .strictObject({
        decision: identifierSchema.describe('The id of the decision that is asked.'),
        opens: z
          .array(outcomeSchema.exclude(['needsFacts']))
          .min(1)
          .describe(
            'The outcomes on which it opens. `requireReason` opens only with a written reason. What is not known opens nothing.',
          ),
      })
      .describe('Which decision, and when it opens.'),
  })
  .meta({
    id: 'Guard',
    description: 'Lets a transition through on certain outcomes of a decision.',
  })
export type Guard = z.infer<typeof guardSchema>

export const actionSchema = z
  .discriminatedUnion('type', [
    z
      .strictObject({
        type: z.literal('set'),
        params: z.strictObject(setMembers).describe('Which fact, and to what.'),
      })
      .describe('Gives a fact of the case a value.'),
    z
      .strictObject({
        type: z.literal('emit'),
        params: z.strictObject(emitMembers).describe('What is asked for, of whom, until when.'),
      })
      .describe('Asks for an action: tells of an event, perhaps as a task for a party.'),
  ])
  .meta({
    id: 'Action',
    description:
      "Something that happens on a transition, on entry or on exit: XState's action object.",
  })
export type Action = z.infer<typeof actionSchema>

export const transitionSchema = z
  .strictObject({
    target: z
      .string()
      .max(300)
      .optional()
      .describe(
        'Where it leads: the key of a state beside this one, or `#<id of the machine>.path.to.state`, as in XState. Without it the case stays where it is and only the actions happen.',
      ),
    guard: guardSchema.optional().describe('What has to allow it. Without it, it is open.'),
    actions: z
      .array(actionSchema)
      .max(50)
      .optional()
      .describe('What happens when it is taken, after what the guarding decision asks for.'),
    reenter: z
      .boolean()
      .optional()
      .describe(
        'True to leave and enter the state again where it leads back into itself, so that its timers begin anew. False when left out.',
      ),
    description: z.string().max(2000).optional().describe('A note for whoever edits the chart.'),
    meta: z
      .strictObject({
        id: idSchema.describe(
          'The id of the transition, unique in its pathway. Layers change it and scenarios name it by this.',
        ),
        title: titleSchema.optional(),
        cites: citesSchema.optional(),
        contract: contractSchema.optional(),
        derivedFrom: lineageSchema.optional(),
      })
      .describe('What is said of the transition itself.'),
  })
  .meta({ id: 'Transition', description: 'An edge of the chart, as in XState.' })
export type TransitionDefinition = z.infer<typeof transitionSchema>

const transitions = z.array(transitionSchema).min(1).max(100)

/** A node of the chart. What each member means is said in `stateSchema`. */
export interface StateDefinition {
  type?: 'final' | undefined
  initial?: string | undefined
  states?: Record<string, StateDefinition> | undefined
  on?: Record<string, TransitionDefinition[]> | undefined
  after?: Record<string, TransitionDefinition[]> | undefined
  always?: TransitionDefinition[] | undefined
  onDone?: TransitionDefinition[] | undefined
  entry?: Action[] | undefined
  exit?: Action[] | undefined
  description?: string | undefined
  meta: {
    title: Text
    cites?: Citation[] | undefined
    owner?: string | undefined
    roles?: StateRole[] | undefined
    contract?: Contract | undefined
    derivedFrom?: Lineage | undefined
  }
}
type Citation = z.infer<typeof citesSchema>[number]

export const stateSchema: z.ZodType<StateDefinition> = z
  .lazy(() =>
    z.strictObject({
      type: z
        .literal('final')
        .optional()
        .describe('`final` where a case ends. Such a state has no way out.'),
      initial: chartKeySchema
        .optional()
        .describe(
          'The key of the state inside that is entered first. Needed where `states` is written.',
        ),
      states: z
        .record(chartKeySchema, stateSchema)
        .optional()
        .describe('States inside this one, by key. What leads out of this one leads out of each.'),
      on: z
        .record(identifierSchema, transitions)
        .optional()
        .describe(
          'By the id of an event: transitions, tried in the order written. The first that is open is taken.',
        ),
      after: z
        .record(chartKeySchema, transitions)
        .optional()
        .describe(
          'By the id of one of the `delays`: transitions taken when so much time has passed in the state.',
        ),
      always: transitions
        .optional()
        .describe('Transitions that are taken at once, as soon as one is open.'),
      onDone: transitions
        .optional()
        .describe('Transitions taken when a final state inside this one is reached.'),
      entry: z.array(actionSchema).max(50).optional().describe('What happens on entering.'),
      exit: z.array(actionSchema).max(50).optional().describe('What happens on leaving.'),
      description: z.string().max(2000).optional().describe('A note for whoever edits the chart.'),
      meta: z
        .strictObject({
          title: titleSchema,
          cites: citesSchema.optional(),
          owner: identifierSchema
            .optional()
            .describe('The id of the party that has to act while a case rests here.'),
          roles: z
            .array(stateRoleSchema)
            .max(8)
            .optional()
            .describe(
              'What it means, whatever it is called. Red lines speak of this. None when left out.',
            ),
          contract: contractSchema.optional(),
          derivedFrom: lineageSchema.optional(),
        })
        .describe('What is said of the state itself.'),
    }),
  )
  .meta({ id: 'State', description: "A node of the chart, in XState v5's JSON form." })

export const partySchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    unitFact: identifierSchema.describe(
      "The id of the fact that holds the unit's id: an event of this party is taken only from that unit.",
    ),
    role: partyRoleSchema
      .optional()
      .describe('Which side of a referral it is. Red lines speak of this.'),
    office: identifierSchema
      .optional()
      .describe(
        "The id of an office of the community: its fact is filled in by the county's list of units when a case begins. Left out, the fact is filled in with the case.",
      ),
  })
  .meta({
    id: 'Party',
    description: 'Somebody who takes part in a pathway: a role, filled by a unit.',
  })
export type Party = z.infer<typeof partySchema>

export const eventSchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    role: eventRoleSchema
      .optional()
      .describe('What it means, whatever it is called. Red lines speak of this.'),
    actors: z.array(identifierSchema).min(1).describe('The ids of the parties that may send it.'),
    needsReason: z
      .boolean()
      .optional()
      .describe('True when it must carry a written reason. False when left out.'),
    asks: z
      .array(identifierSchema)
      .optional()
      .describe('The ids of facts the sender may fill in with it. None when left out.'),
    cites: citesSchema.optional(),
  })
  .meta({
    id: 'EventDefinition',
    description: 'Something that can happen to a case, who may say so, and what they are asked.',
  })
export type EventDefinition = z.infer<typeof eventSchema>

export const delayDefinitionSchema = z
  .strictObject({
    id: chartKeySchema.describe('Its id: the key under `after` of a state.'),
    title: titleSchema,
    after: delaySchema.describe('How long.'),
    cites: citesSchema.optional(),
  })
  .meta({
    id: 'DelayDefinition',
    description: 'A time limit with a name, counted from entering a state.',
  })
export type DelayDefinition = z.infer<typeof delayDefinitionSchema>

export const pathwaySchema = z
  .strictObject({
    id: idSchema,
    title: titleSchema,
    description: descriptionSchema.optional(),
    subject: z
      .enum(pathwaySubjects)
      .optional()
      .describe(
        'Whose cases it holds: `patient`, or `community` for what the community itself has to go through, as a plan that takes effect. `patient` when left out.',
      ),
    governs: z
      .array(z.enum(governedLists))
      .min(1)
      .optional()
      .describe(
        'Of a procedure of the community: the kinds of item whose changes take effect only through a case of it. Once a version says so, the next one that changes such an item, or what it rests on, is published only when a case of the procedure about exactly that content is in force. None when left out.',
      ),
    contract: contractSchema.optional(),
    derivedFrom: lineageSchema.optional(),
    cites: citesSchema
      .optional()
      .describe('The clauses the pathway rests on. At least one is needed.'),
    parties: z.array(partySchema).max(20).describe('Who takes part.'),
    events: z.array(eventSchema).max(200).describe('What can happen to a case.'),
    delays: z.array(delayDefinitionSchema).max(100).describe('Its time limits.'),
    machine: z
      .strictObject({
        id: chartKeySchema.describe('The name that targets begin with: `#<id>.path.to.state`.'),
        initial: chartKeySchema.describe('The key of the state a case begins in.'),
        states: z.record(chartKeySchema, stateSchema).describe('The states, by key.'),
        on: z
          .record(identifierSchema, transitions)
          .optional()
          .describe('Transitions that are open wherever a case is, by the id of an event.'),
      })
      .describe('The chart, in XState v5 JSON: it can be imported anywhere XState runs.'),
  })
  .meta({
    id: 'Pathway',
    description: 'What can happen to a case: one statechart with the words around it.',
  })
export type Pathway = z.infer<typeof pathwaySchema>

/** Whose cases a pathway holds. Pure. */
export function subjectOf({ subject = 'patient' }: Pick<Pathway, 'subject'>): PathwaySubject {
  return subject
}
