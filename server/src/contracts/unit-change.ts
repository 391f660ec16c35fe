import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { unitSchema } from './assessment.ts'
import { messageSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const id = z.string().min(1).max(100)
const renamed = {
  unit: id.meta({ description: 'The unit that changes' }),
  on: dateSchema.meta({ description: 'The first day on which it is so' }),
  kind: z.literal('renamed'),
  title: z.string().trim().min(1).max(200).meta({ description: 'What it is called from then' }),
}
const ended = {
  unit: renamed.unit,
  on: renamed.on,
  kind: z.enum(['merged', 'closed']),
  successor: id.meta({ description: 'The unit it is merged into, or that takes over' }),
}

export const unitChangeQuerySchema = z
  .discriminatedUnion('kind', [z.strictObject(renamed), z.strictObject(ended)])
  .meta({ id: 'UnitChangeQuery' })
export type UnitChangeQuery = WireInput<typeof unitChangeQuerySchema>

const reason = z.string().trim().min(1).max(2000)
export const unitChangeInputSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ ...renamed, reason }),
    z.strictObject({ ...ended, reason }),
  ])
  .meta({ id: 'UnitChangeInput' })
export type UnitChangeInput = WireInput<typeof unitChangeInputSchema>

export const changeableUnitsSchema = z
  .strictObject({ today: dateSchema, units: z.array(unitSchema) })
  .meta({ id: 'ChangeableUnits' })
export type ChangeableUnits = Wire<typeof changeableUnitsSchema>

const titled = z.strictObject({ id: z.string(), title: z.string() })
const counted = z.array(z.strictObject({ title: messageSchema, count: z.int() }))

export const unitChangePreviewSchema = z
  .strictObject({
    ruleset: z.string(),
    change: unitChangeQuerySchema,
    unit: titled,
    successor: titled.nullable(),
    ready: z.boolean().meta({ description: 'Whether its day has come: it is not made before' }),
    lists: z
      .array(titled)
      .meta({ description: 'The rulesets of the county whose lists of units say so then' }),
    below: z.array(titled).meta({ description: 'Units that belong to it, and then to the other' }),
    offices: z.array(messageSchema).meta({ description: 'The offices that pass on' }),
    open: z.int().meta({ description: 'How many open cases are handed over' }),
    cases: z
      .array(
        z.strictObject({
          case: z.string(),
          title: messageSchema,
          state: messageSchema,
          parties: z
            .array(messageSchema)
            .meta({ description: 'As which the other unit acts in it from then' }),
          duties: z.array(messageSchema).meta({ description: 'What it then owes in it' }),
        }),
      )
      .meta({ description: 'The first 200 of them' }),
    duties: counted.meta({ description: 'What the other unit then owes in all of them' }),
    accounts: z.array(titled).meta({ description: 'Who may then act for the other unit, too' }),
    keys: z.array(titled),
    webhooks: z.array(titled),
    byHand: z
      .array(
        z.strictObject({
          kind: z.enum(['case', 'account', 'key', 'list', 'hours']),
          id: z.string(),
          title: z.string(),
          because: messageSchema,
        }),
      )
      .meta({ description: 'What is not handed over, and why' }),
  })
  .meta({ id: 'UnitChangePreview' })
export type UnitChangePreview = Wire<typeof unitChangePreviewSchema>
