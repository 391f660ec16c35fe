import { z } from 'zod'

export const textSchema = z
  .strictObject({
    zh: z.string().min(1).max(2000).describe('In simplified Chinese.'),
    en: z.string().min(1).max(2000).describe('In English.'),
  })
  .meta({
    id: 'Text',
    description:
      'Words shown to people, in both languages: `{"zh": "上转", "en": "referral up"}`. At most 2000 characters each.',
  })
export type Text = z.infer<typeof textSchema>

/** The two languages every message is written in. */
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
