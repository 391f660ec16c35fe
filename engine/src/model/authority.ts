import { z } from 'zod'

/** Who set a limit: the layer of government whose agreement it would take to change it. */
export const authorities = ['nation', 'province', 'city', 'county'] as const
export const authoritySchema = z.enum(authorities)
export type Authority = z.infer<typeof authoritySchema>
