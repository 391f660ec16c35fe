import { z } from 'zod'

export const authorities = ['nation', 'province', 'city', 'county'] as const
export const authoritySchema = z.enum(authorities).meta({
  id: 'Authority',
  description:
    'Who set something: the layer of government whose agreement it takes to change it, the highest first.',
})
export type Authority = z.infer<typeof authoritySchema>
