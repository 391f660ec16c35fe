import { z } from 'zod'
import { identifierSchema } from './identifier.ts'
import { authoritySchema } from './authority.ts'
import { citesSchema, textSchema } from './text.ts'
import { valueSchema } from './value.ts'

/** What "weaken" means to a machine: a bound a parameter may not cross, or rules that may not be taken away. */
export const redLineCheckSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['floor', 'ceiling']),
    parameter: identifierSchema,
    bound: valueSchema,
  }),
  z.strictObject({
    kind: z.literal('requiredRules'),
    decision: identifierSchema,
    rules: z.array(identifierSchema).min(1),
  }),
])
export type RedLineCheck = z.infer<typeof redLineCheckSchema>

/** Something no ruleset based on this one may weaken. */
export const redLineSchema = z
  .strictObject({
    id: identifierSchema,
    title: textSchema,
    authority: authoritySchema,
    cites: citesSchema,
    checks: z.array(redLineCheckSchema).min(1).max(50),
  })
  .meta({ id: 'RedLine' })
export type RedLine = z.infer<typeof redLineSchema>
