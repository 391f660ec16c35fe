import { z } from 'zod'
import { formats } from './format.ts'
import { authoritySchema } from './authority.ts'
import { currentFormat } from './format-versions/current-format.ts'
import { exceptionSchema } from './exception.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { textSchema } from './text.ts'

/** A document the rules rest on. */
export const sourceSchema = z.strictObject({
  id: identifierSchema,
  title: textSchema,
  /** As the document bears it: `国办发〔2015〕70号`. */
  number: z.string().min(1).max(100).optional(),
  /** The day it was issued. */
  issued: dateSchema.optional(),
  issuer: textSchema.optional(),
  /** Where it can be read. */
  link: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  note: textSchema.optional(),
})
export type Source = z.infer<typeof sourceSchema>

/** Which days are worked: Saturdays and Sundays are not, unless listed in `workdays`; `holidays` are not. */
export const calendarSchema = z.strictObject({
  utcOffset: z.string().regex(formats.utcOffset.pattern),
  holidays: z.array(dateSchema).max(2000),
  workdays: z.array(dateSchema).max(2000),
})
export type Calendar = z.infer<typeof calendarSchema>

/** Another ruleset, and which of its versions fit: `1.2.0`, `^1.2.0`, `>=1 <2`. */
export const rulesetReferenceSchema = z.strictObject({
  id: identifierSchema,
  version: z.string().min(1).max(40),
})
export type RulesetReference = z.infer<typeof rulesetReferenceSchema>

/**
 * What a ruleset is: a `pack` holds what a nation or province sets, a `template` may leave required parameters open,
 * an `overlay` adds to any of them, a `county` ruleset runs.
 */
export const manifestSchema = z
  .strictObject({
    /** The format the files are written in; without it they are read as those of format 1. */
    formatVersion: z.literal(currentFormat),
    id: identifierSchema,
    kind: z.enum(['pack', 'template', 'overlay', 'county']),
    /** The layer of government a pack speaks for. */
    authority: authoritySchema.optional(),
    title: textSchema,
    description: textSchema.optional(),
    version: z.string().regex(formats.version.pattern),
    /** The county the ruleset runs in: who may see it and its cases. */
    county: identifierSchema.optional(),
    basedOn: rulesetReferenceSchema.optional(),
    /** Rulesets laid over the parent, in order, before this one's own files. */
    overlays: z.array(rulesetReferenceSchema).max(20).optional(),
    /** Public keys an authority signs exceptions with: Ed25519, hexadecimal. */
    authorityKeys: z
      .array(
        z.strictObject({
          id: identifierSchema,
          authority: authoritySchema,
          publicKey: z.string().regex(formats.publicKey.pattern),
        }),
      )
      .max(20)
      .optional(),
    exceptions: z.array(exceptionSchema).max(100).optional(),
    /** True when any figure in it is made up to show the system. */
    sample: z.boolean().optional(),
    sources: z.array(sourceSchema).max(100),
    calendar: calendarSchema.optional(),
    notes: z.array(textSchema).max(200).optional(),
  })
  .meta({ id: 'Manifest' })
export type Manifest = z.infer<typeof manifestSchema>
