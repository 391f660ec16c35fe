import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const evaluateBy = dateSchema.meta({
  description: 'The last day on which its evaluation is in time',
})

const pilotUnitSchema = z
  .strictObject({ id: z.string(), title: z.string() })
  .meta({ id: 'PilotUnit' })

export const pilotUnitsSchema = z
  .strictObject({ units: z.array(pilotUnitSchema) })
  .meta({ id: 'PilotUnits', description: 'The units a version can begin with' })
export type PilotUnits = Wire<typeof pilotUnitsSchema>

/** With whom a version begins. */
export const pilotInputSchema = z.strictObject({
  units: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(1000)
    .meta({ description: 'Ids of units of the community' }),
  evaluateBy,
})
export type PilotInput = WireInput<typeof pilotInputSchema>

export const pilotSchema = z
  .strictObject({
    units: z.array(pilotUnitSchema).meta({ description: 'As they were named then' }),
    evaluateBy,
  })
  .meta({ id: 'Pilot', description: 'The version applies to these units first' })
export type Pilot = Wire<typeof pilotSchema>

/** What comes of a pilot. */
export const pilotDecisionSchema = z.enum(['extend', 'continue', 'end']).meta({
  description:
    '`extend`: it applies to all units from the day; `continue`: the pilot goes on and is evaluated again by the day; `end`: from the day the version for all applies to the pilot units again',
})
export type PilotDecision = Wire<typeof pilotDecisionSchema>

const evaluation = {
  decision: pilotDecisionSchema,
  day: dateSchema.meta({ description: 'From when, or by when the next evaluation is due' }),
}

export const evaluatePilotInputSchema = z
  .strictObject({
    ...evaluation,
    findings: z.string().trim().min(1).max(4000).meta({ description: 'What was found' }),
  })
  .meta({ id: 'EvaluatePilotInput' })
export type EvaluatePilotInput = WireInput<typeof evaluatePilotInputSchema>

export const pilotEvaluationSchema = z
  .strictObject({ ...evaluation, findings: z.string(), by: z.string(), at: z.string() })
  .meta({ id: 'PilotEvaluation' })
export type PilotEvaluation = Wire<typeof pilotEvaluationSchema>

/** A version and what came of its pilot. */
export const evaluatedPilotSchema = z
  .strictObject({
    version: z.string(),
    pilot: pilotSchema,
    evaluations: z.array(pilotEvaluationSchema),
    inForce: z.string().optional().meta({ description: 'The version in force for all today' }),
  })
  .meta({ id: 'EvaluatedPilot' })
export type EvaluatedPilot = Wire<typeof evaluatedPilotSchema>

/** Why one version applied and not another. */
export const versionChoiceSchema = z
  .strictObject({
    because: z.enum(['pilotUnit', 'otherUnit', 'unitUnknown', 'community']).meta({
      description:
        '`pilotUnit`: the unit that begins is one of a pilot’s; `otherUnit`: it is none, `unitUnknown`: nobody said which it is, `community`: it is a case of the community as one, so that the version for all applies',
    }),
    unit: z.string().optional(),
    pilots: z.array(z.string()).meta({ description: 'The versions on trial in some units then' }),
    text: messageSchema,
  })
  .meta({
    id: 'VersionChoice',
    description: 'Set while a version is on trial in some units: which applied, and why',
  })
export type VersionChoice = Wire<typeof versionChoiceSchema>
