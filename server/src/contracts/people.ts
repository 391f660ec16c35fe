import { z } from 'zod'

export const grantSchema = z
  .strictObject({
    role: z.string(),
    county: z.string().meta({ description: "A county's id, or * for every county" }),
    units: z.union([z.literal('*'), z.array(z.string())]),
  })
  .meta({ id: 'Grant' })

export const userReplySchema = z
  .strictObject({
    user: z.strictObject({
      username: z.string(),
      title: z.string(),
      grants: z.array(grantSchema),
    }),
  })
  .meta({ id: 'UserReply' })

export const signInInputSchema = z
  .strictObject({
    username: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
  })
  .meta({ id: 'SignInInput' })
