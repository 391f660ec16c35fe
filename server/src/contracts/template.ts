import {
  authorities,
  citationSchema,
  dateSchema,
  identifierSchema,
  manifestSchema,
  parameterSchema,
  textSchema,
  valueSchema,
} from '@jieli/engine'
import { z } from 'zod'
import { damagedEntrySchema, issueReplySchema, messageSchema } from './common.ts'
import { exceptionStatusSchema } from './exception.ts'
import { originSchema, wholeRuleset } from './ruleset.ts'
import { elsewhereSchema } from './transfer.ts'
import type { Wire, WireInput } from './wire.ts'

const cites = z.array(citationSchema)
const { id, title } = parameterSchema.shape

/** A parameter as whoever supplies its value sees it: all it says of itself but its values and what is done with it. */
const openParameterSchema = parameterSchema
  .omit({ contract: true, derivedFrom: true, required: true, values: true })
  .extend({ cites })

export const templateSchema = z
  .strictObject({
    id: z.string(),
    kind: manifestSchema.shape.kind,
    title: messageSchema,
    description: messageSchema.optional(),
    version: z.string(),
    published: z.boolean().meta({ description: 'False when it only comes with the program' }),
    elsewhere: elsewhereSchema.optional(),
    sample: z.boolean(),
    authority: z.enum(authorities).optional(),
    basedOn: z.strictObject({ id: z.string(), version: z.string() }).optional(),
    sources: manifestSchema.shape.sources,
    openParameters: z
      .array(openParameterSchema)
      .meta({ description: 'What whoever adapts it has to supply before publishing' }),
    redLines: z.array(z.strictObject({ id, title, authority: z.enum(authorities), cites })),
    locked: z
      .array(
        z.strictObject({
          path: z.string(),
          title: messageSchema.optional(),
          mode: z.enum(['bounded', 'tightenOnly', 'locked']),
          authority: z.enum(authorities).optional(),
          reason: messageSchema.optional(),
          cites,
        }),
      )
      .meta({ description: 'Items that may not be changed at will' }),
  })
  .meta({ id: 'Template' })
export type Template = Wire<typeof templateSchema>

export const templateListSchema = z
  .strictObject({ items: z.array(templateSchema), damaged: z.array(damagedEntrySchema) })
  .meta({ id: 'TemplateList' })
export type TemplateList = Wire<typeof templateListSchema>

export const ruleBookSchema = z
  .strictObject({
    ruleset: wholeRuleset,
    origin: originSchema,
    version: z.string(),
    standing: z.enum(['published', 'bundled', 'draft']),
    from: dateSchema.optional(),
    hash: z.string().optional(),
    elsewhere: elsewhereSchema.optional(),
    layers: z
      .record(z.string(), messageSchema)
      .meta({ description: 'The titles of the rulesets named in `origin`' }),
    exceptions: z
      .array(exceptionStatusSchema)
      .meta({ description: 'The exceptions it rests on, as they stand today' }),
  })
  .meta({ id: 'RuleBook' })
export type RuleBook = Wire<typeof ruleBookSchema>

export const createRulesetInputSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    county: identifierSchema,
    template: z.string().min(1).max(80).meta({ description: 'A template or pack to be based on' }),
    overlays: z
      .array(z.strictObject({ id: z.string().min(1).max(80) }))
      .max(20)
      .optional(),
    parameters: z
      .record(identifierSchema, valueSchema)
      .meta({ description: 'Values by parameter' }),
    from: dateSchema.meta({ description: 'First day the values hold' }),
    sample: z
      .boolean()
      .optional()
      .meta({ description: 'The values are made up to show the system' }),
  })
  .meta({ id: 'CreateRulesetInput' })
export type CreateRulesetInput = WireInput<typeof createRulesetInputSchema>
/** What a new county's ruleset is made from. */
export type NewRuleset = z.output<typeof createRulesetInputSchema>

export const createdRulesetSchema = z
  .strictObject({ id: z.string(), revision: z.int(), issues: z.array(issueReplySchema) })
  .meta({ id: 'CreatedRuleset' })
export type CreatedRuleset = Wire<typeof createdRulesetSchema>

export type OpenParameter = Template['openParameters'][number]
export type LockedItem = Template['locked'][number]
