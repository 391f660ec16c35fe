import { z } from 'zod'
import { formats } from './format.ts'

/** A sentence shown to people, in simplified Chinese and in English. */
export const textSchema = z
  .strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
  .meta({ id: 'Text' })
export type Text = z.infer<typeof textSchema>

/** The two languages every message is written in. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

/** Where a rule comes from: a clause id (`DP-39`) and the id of a document in the manifest's `sources`. */
export const citationSchema = z
  .strictObject({
    clause: z.string().regex(formats.clause.pattern),
    document: z.string().min(1).max(100),
  })
  .meta({ id: 'Citation' })
export type Citation = z.infer<typeof citationSchema>

export const citesSchema = z.array(citationSchema).max(50)
