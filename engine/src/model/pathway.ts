import { z } from 'zod'
import { type Contract, contractSchema } from './contract.ts'
import { chartKeySchema, identifierSchema } from './identifier.ts'
import { type Lineage, lineageSchema } from './lineage.ts'
import { outcomeSchema } from './outcome.ts'
import { delaySchema } from './parameter.ts'
import { citesSchema } from './citation.ts'
import { textSchema } from './text.ts'
import { valueSchema } from './value.ts'

/** A guard names a decision and the outcomes that open it. What is not known opens nothing. */
export const guardSchema = z
  .strictObject({
    type: z.literal('decision'),
    params: z.strictObject({
      decision: identifierSchema,
      opens: z.array(outcomeSchema.exclude(['needsFacts'])).min(1),
    }),
  })
  .meta({ id: 'Guard' })
export type Guard = z.infer<typeof guardSchema>

/** An effect asked for on entry, on exit or on a transition, as XState's action object. */
export const actionSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('set'),
      params: z.strictObject({ fact: identifierSchema, value: valueSchema }),
    }),
    z.strictObject({
      type: z.literal('emit'),
      params: z.strictObject({
        event: identifierSchema,
        title: textSchema,
        to: identifierSchema.optional(),
        dueIn: delaySchema.optional(),
      }),
    }),
  ])
  .meta({ id: 'Action' })
export type Action = z.infer<typeof actionSchema>

/** An edge of the chart. `target` is a sibling's key or `#pathway.path.to.state`, as in XState. */
export const transitionSchema = z
  .strictObject({
    target: z.string().max(300).optional(),
    guard: guardSchema.optional(),
    actions: z.array(actionSchema).max(50).optional(),
    reenter: z.boolean().optional(),
    description: z.string().max(2000).optional(),
    meta: z.strictObject({
      id: identifierSchema,
      title: textSchema.optional(),
      cites: citesSchema.optional(),
      contract: contractSchema.optional(),
      derivedFrom: lineageSchema.optional(),
    }),
  })
  .meta({ id: 'Transition' })
export type TransitionDefinition = z.infer<typeof transitionSchema>

const transitions = z.array(transitionSchema).min(1).max(100)

/** A node of the chart, in XState v5's JSON form. */
export interface StateDefinition {
  type?: 'final' | undefined
  initial?: string | undefined
  states?: Record<string, StateDefinition> | undefined
  on?: Record<string, TransitionDefinition[]> | undefined
  after?: Record<string, TransitionDefinition[]> | undefined
  always?: TransitionDefinition[] | undefined
  /** Taken when a compound state's final child is reached. */
  onDone?: TransitionDefinition[] | undefined
  entry?: Action[] | undefined
  exit?: Action[] | undefined
  description?: string | undefined
  meta: {
    title: Text
    cites?: Citation[] | undefined
    owner?: string | undefined
    contract?: Contract | undefined
    derivedFrom?: Lineage | undefined
  }
}
type Text = z.infer<typeof textSchema>
type Citation = z.infer<typeof citesSchema>[number]

export const stateSchema: z.ZodType<StateDefinition> = z
  .lazy(() =>
    z.strictObject({
      type: z.literal('final').optional(),
      initial: chartKeySchema.optional(),
      states: z.record(chartKeySchema, stateSchema).optional(),
      on: z.record(identifierSchema, transitions).optional(),
      after: z.record(chartKeySchema, transitions).optional(),
      always: transitions.optional(),
      onDone: transitions.optional(),
      entry: z.array(actionSchema).max(50).optional(),
      exit: z.array(actionSchema).max(50).optional(),
      description: z.string().max(2000).optional(),
      meta: z.strictObject({
        title: textSchema,
        cites: citesSchema.optional(),
        /** The party that has to act while a case rests here. */
        owner: identifierSchema.optional(),
        contract: contractSchema.optional(),
        derivedFrom: lineageSchema.optional(),
      }),
    }),
  )
  .meta({ id: 'State' })

/** Somebody who takes part; `unitFact` names the fact that holds the unit's id. */
export const partySchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  unitFact: identifierSchema,
})
export type Party = z.infer<typeof partySchema>

/** Something that can happen to a case, who may say so, and what they are asked. */
export const eventSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    /** Parties that may send it. */
    actors: z.array(identifierSchema).min(1),
    /** True when the event must carry a written reason. */
    needsReason: z.boolean().optional(),
    /** Facts the sender is asked to fill in. */
    asks: z.array(identifierSchema).optional(),
    cites: citesSchema.optional(),
  })
  .meta({ id: 'EventDefinition' })
export type EventDefinition = z.infer<typeof eventSchema>

/** A named delay that `after` transitions refer to. */
export const delayDefinitionSchema = z.strictObject({
  id: chartKeySchema,
  title: textSchema,
  after: delaySchema,
  cites: citesSchema.optional(),
})
export type DelayDefinition = z.infer<typeof delayDefinitionSchema>

/** One statechart with the words around it. `machine` is XState v5 JSON: import it anywhere XState runs. */
export const pathwaySchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    description: textSchema.optional(),
    cites: citesSchema.optional(),
    parties: z.array(partySchema).max(20),
    events: z.array(eventSchema).max(200),
    delays: z.array(delayDefinitionSchema).max(100),
    machine: z.strictObject({
      id: chartKeySchema,
      initial: chartKeySchema,
      states: z.record(chartKeySchema, stateSchema),
      on: z.record(identifierSchema, transitions).optional(),
    }),
  })
  .meta({ id: 'Pathway' })
export type Pathway = z.infer<typeof pathwaySchema>
