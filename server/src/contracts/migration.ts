import { z } from 'zod'
import { messageSchema } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const name = z.string().min(1).max(200)

const asked = {
  to: z.string().min(1).max(80).meta({ description: 'The version the cases are moved to' }),
  choices: z.record(name, z.record(name, name)).default({}).meta({
    description: 'By pathway, the state chosen for each state that the version does not have',
  }),
}

export const migrationQuerySchema = z.strictObject(asked).meta({ id: 'MigrationQuery' })
export type MigrationQuery = WireInput<typeof migrationQuerySchema>

const reason = z.string().trim().min(1).max(2000)
export const migrationInputSchema = z
  .strictObject({ ...asked, reason })
  .meta({ id: 'MigrationInput' })
export type MigrationInput = WireInput<typeof migrationInputSchema>

export const undoMigrationSchema = z.strictObject({ reason }).meta({ id: 'UndoMigrationInput' })
export const migrationParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  job: z.string().min(1).max(80),
})

const counted = z.array(z.strictObject({ title: messageSchema, count: z.int() }))

const migrationGroupSchema = z
  .strictObject({
    version: z.string(),
    pathway: z.string(),
    title: messageSchema.meta({ description: 'The title of the pathway' }),
    state: z.string().meta({ description: 'Where the cases are, by the path of the state' }),
    stateTitle: messageSchema,
    outcome: z.enum(['moves', 'choice', 'cannot']).meta({
      description: '`choice`: its state is gone, and another has to be chosen',
    }),
    target: z.string().nullable().meta({ description: 'Where they are after' }),
    targetTitle: messageSchema.nullable(),
    because: messageSchema.nullable().meta({ description: 'Why they cannot be moved' }),
    count: z.int(),
    examples: z.array(z.string()).meta({ description: 'Some of the cases' }),
    droppedTimers: counted,
    droppedDuties: counted,
    begunTimers: counted,
  })
  .meta({ id: 'MigrationGroup' })
export type MigrationGroup = Wire<typeof migrationGroupSchema>

export const migrationPreviewSchema = z
  .strictObject({
    ruleset: z.string(),
    to: z.string(),
    total: z.int().meta({ description: 'Running cases on earlier versions' }),
    groups: z.array(migrationGroupSchema),
    states: z
      .array(z.strictObject({ pathway: z.string(), path: z.string(), title: messageSchema }))
      .meta({
        description: 'The states that can be chosen, of the pathways of which one has to be',
      }),
  })
  .meta({ id: 'MigrationPreview' })
export type MigrationPreview = Wire<typeof migrationPreviewSchema>
