import { z } from 'zod'

/** A sentence shown to people, in simplified Chinese and in English. */
export const textSchema = z
  .strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
  .meta({ id: 'Text' })
export type Text = z.infer<typeof textSchema>

/** The two languages every message is written in. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
