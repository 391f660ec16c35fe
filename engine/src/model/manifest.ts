import { z } from 'zod'
import { formats } from './format.ts'
import { authoritySchema } from './authority.ts'
import { clauseSchema } from './citation.ts'
import { currentFormat } from './format-versions/current-format.ts'
import { exceptionSchema } from './exception.ts'
import { dateSchema, identifierSchema } from './identifier.ts'
import { descriptionSchema, idSchema, titleSchema } from './shared-members.ts'
import { textSchema } from './text.ts'

const clauseTextSchema = z
  .strictObject({
    id: clauseSchema.describe('The clause as the document numbers it: `第十二条`.'),
    text: z.string().min(1).max(5000).describe('Its wording, as the document has it.'),
  })
  .meta({ id: 'ClauseText', description: 'The wording of one clause of a document.' })

export const sourceSchema = z
  .strictObject({
    id: idSchema.describe('Its id: what citations write before the `#`.'),
    title: textSchema.describe('Its title.'),
    number: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Its number, as the document bears it: `国办发〔2015〕70号`.'),
    issued: dateSchema.optional().describe('The day it was issued.'),
    issuer: textSchema.optional().describe('Who issued it.'),
    link: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional()
      .describe('Where it can be read: an address that begins with http or https.'),
    note: textSchema.optional().describe('What should be known about it.'),
    clauses: z
      .array(clauseTextSchema)
      .max(1000)
      .optional()
      .describe('The wording of its clauses, where it is kept: it opens from every citation.'),
  })
  .meta({ id: 'Source', description: 'A document the rules rest on.' })
export type Source = z.infer<typeof sourceSchema>

const officeHoursSchema = z
  .array(
    z
      .strictObject({
        from: z.string().regex(formats.timeOfDay.pattern).describe('From: `08:00`.'),
        to: z
          .string()
          .regex(formats.timeOfDay.pattern)
          .describe('To: `12:00`, `24:00` for the end of the day.'),
      })
      .meta({ id: 'OfficeHours', description: 'Hours of a working day.' }),
  )
  .min(1)
  .max(10)

export const calendarSchema = z
  .strictObject({
    utcOffset: z
      .string()
      .regex(formats.utcOffset.pattern)
      .describe('The offset from universal time by which days begin: `+08:00`.'),
    holidays: z
      .array(dateSchema)
      .max(2000)
      .describe('Days that are not worked, beside Saturdays and Sundays.'),
    workdays: z
      .array(dateSchema)
      .max(2000)
      .describe('Saturdays, Sundays and holidays that are worked all the same.'),
    officeHours: officeHoursSchema
      .optional()
      .describe(
        'The office hours of a working day. Needed where a time is counted in them; nothing is assumed where they are left out.',
      ),
    unitHours: z
      .array(
        z
          .strictObject({
            unit: z
              .string()
              .min(1)
              .max(200)
              .describe("The id of the unit, as it stands in the county's list of units."),
            title: z.string().min(1).max(200).optional().describe('Its name, to be read by.'),
            officeHours: officeHoursSchema.describe('Its own office hours.'),
          })
          .meta({ id: 'UnitHours', description: 'The office hours of one unit.' }),
      )
      .max(2000)
      .optional()
      .describe(
        'Units that keep other office hours than `officeHours`: what such a unit owes, and what waits for it in a state it is in charge of, is counted by its own. Every other unit keeps those of the community.',
      ),
    notices: z
      .array(
        z
          .strictObject({
            year: z.int().min(1950).max(2200).describe('The year it arranges.'),
            number: z.string().min(1).max(100).describe('Its number, as the notice bears it.'),
            title: textSchema.optional().describe('Its title.'),
          })
          .meta({
            id: 'HolidayNotice',
            description: 'A notice that arranges the holidays of a year.',
          }),
      )
      .max(200)
      .optional()
      .describe(
        'The notices `holidays` and `workdays` are taken from, for each year at least one. What reaches into a year that has none, counted in working days or office hours, has no moment until a published version names it.',
      ),
  })
  .meta({ id: 'Calendar', description: 'Which days are worked.' })
export type Calendar = z.infer<typeof calendarSchema>

export const rulesetReferenceSchema = z
  .strictObject({
    id: identifierSchema.describe('The id of the other ruleset.'),
    version: z
      .string()
      .min(1)
      .max(40)
      .describe('Which of its versions fit: `1.2.0`, `^1.2.0`, `>=1 <2`.'),
  })
  .meta({ id: 'RulesetReference', description: 'Another ruleset, and which of its versions fit.' })
export type RulesetReference = z.infer<typeof rulesetReferenceSchema>

export const adoptionSchema = z
  .strictObject({
    from: rulesetReferenceSchema.describe('The ruleset the items are taken from.'),
    items: z
      .array(z.string().regex(formats.itemPath.pattern))
      .min(1)
      .max(500)
      .describe('The items by list and id: `/decisions/relationMatrix`, `/redLines/RL-20`.'),
    place: textSchema.describe('The place whose rules they are, by its name.'),
    reason: textSchema.describe('Why they are adopted here.'),
  })
  .meta({
    id: 'Adoption',
    description:
      "Rules of another ruleset adopted by name. Each stands here whole, as its source has it, in the place of the parent's of the same id, and is shown with the place it comes from. The scenarios by which the source tries an adopted decision come with it.",
  })
export type Adoption = z.infer<typeof adoptionSchema>

const authorityKeySchema = z
  .strictObject({
    id: idSchema,
    authority: authoritySchema,
    publicKey: z
      .string()
      .regex(formats.hex32.pattern)
      .describe('The Ed25519 public key, as 64 hexadecimal characters.'),
  })
  .meta({ id: 'AuthorityKey', description: 'A key an authority signs exceptions with.' })

export const manifestSchema = z
  .strictObject({
    formatVersion: z
      .literal(currentFormat)
      .describe(
        'The format the files are written in. Files without it are read as those of format 1 and brought forward.',
      ),
    id: identifierSchema.describe('The id of the ruleset, and the name of its folder.'),
    kind: z
      .enum(['pack', 'template', 'overlay', 'county'])
      .describe(
        '`pack`: what a nation or province sets. `template`: may leave required parameters open for others to fill. `overlay`: adds to any of them. `county`: runs.',
      ),
    authority: authoritySchema.optional().describe('The layer of government a `pack` speaks for.'),
    title: titleSchema,
    description: descriptionSchema.optional(),
    version: z
      .string()
      .regex(formats.version.pattern)
      .describe('The version of the files, `1.2.0`: what others refer to.'),
    county: identifierSchema
      .optional()
      .describe(
        'The id of the county the ruleset runs in: only people of that county see it and its cases. Left out in packs, templates and overlays, which everybody may read.',
      ),
    basedOn: rulesetReferenceSchema
      .optional()
      .describe(
        'The ruleset this one starts from; its files then hold only what differs. Without it, it starts from nothing.',
      ),
    overlays: z
      .array(rulesetReferenceSchema)
      .max(20)
      .optional()
      .describe("Rulesets laid over the parent, in order, before this one's own files."),
    adopts: z
      .array(adoptionSchema)
      .max(50)
      .optional()
      .describe(
        'Single rules adopted from other rulesets by name. They lie over the parent, and under overlays and its own files.',
      ),
    authorityKeys: z
      .array(authorityKeySchema)
      .max(20)
      .optional()
      .describe("The keys by which exceptions are known to be an authority's own."),
    exceptions: z
      .array(exceptionSchema)
      .max(100)
      .optional()
      .describe('The exemptions this ruleset has from contracts above it.'),
    sample: z
      .boolean()
      .optional()
      .describe('True when any figure in it is made up to show the system. False when left out.'),
    sources: z
      .array(sourceSchema)
      .max(100)
      .describe(
        'The documents its citations name. Those of the parent and of overlays are inherited.',
      ),
    calendar: calendarSchema
      .optional()
      .describe('Its working days. Without it: Beijing time, no holidays.'),
    notes: z
      .array(textSchema)
      .max(200)
      .optional()
      .describe('What a reader should know: how unclear clauses were read, what was left open.'),
  })
  .meta({ id: 'Manifest', description: 'What a ruleset is and what it rests on.' })
export type Manifest = z.infer<typeof manifestSchema>
