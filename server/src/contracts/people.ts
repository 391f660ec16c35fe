import { z } from 'zod'
import { pageReply } from './common.ts'
import { type Role, roles } from './roles.ts'
import type { Wire, WireInput } from './wire.ts'

export const grantSchema = z
  .strictObject({
    role: z.enum(roles as [Role, ...Role[]]),
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
      provider: z.literal(true).optional().meta({
        description:
          "There where the person signs in by the site's provider, and has no password here",
      }),
      passwordChangeNeeded: z.literal(true).optional().meta({
        description: 'There while the person has to choose another password first',
      }),
      secondFactorNeeded: z.literal(true).optional().meta({
        description: 'There while the site asks the person to set up a second factor first',
      }),
      passwordChangeReason: z.enum(['chosenByOthers', 'expired']).optional().meta({
        description: 'Why: somebody else chose the password, or it is older than the site allows',
      }),
    }),
  })
  .meta({ id: 'UserReply' })
export type UserReply = Wire<typeof userReplySchema>

/** Signing in comes to somebody who is in, or to the second step. */
export const signInReplySchema = z
  .strictObject({
    user: userReplySchema.shape.user.optional(),
    codeNeeded: z.literal(true).optional().meta({
      description: 'There instead of the user where a code is to follow (POST /sign-in/code)',
    }),
  })
  .meta({ id: 'SignInReply' })
export type SignInReply = Wire<typeof signInReplySchema>

/** How one can sign in. */
export const signInWaysSchema = z
  .strictObject({
    provider: z
      .boolean()
      .meta({ description: 'Whether a provider of identities is set, beside the local accounts' }),
  })
  .meta({ id: 'SignInWays' })
export type SignInWays = Wire<typeof signInWaysSchema>

export const providerAddressSchema = z
  .strictObject({
    address: z.string().meta({ description: 'Where to send the browser: the provider asks there' }),
  })
  .meta({ id: 'ProviderAddress' })
export type ProviderAddress = Wire<typeof providerAddressSchema>

export const providerReturnSchema = z
  .strictObject({
    query: z.string().min(1).max(8000).meta({
      description: 'What the provider has added to the address, without the question mark',
    }),
  })
  .meta({ id: 'ProviderReturn' })

export const providerSignOutSchema = z
  .strictObject({
    address: z.string().nullable().meta({
      description:
        'Where to sign out of the provider too; null where it offers nothing or does not answer',
    }),
  })
  .meta({ id: 'ProviderSignOut' })
export type ProviderSignOut = Wire<typeof providerSignOutSchema>

const typedPassword = z.string().min(1).max(1000)

export const ownPasswordSchema = z
  .strictObject({ old: typedPassword, new: typedPassword })
  .meta({ id: 'OwnPassword' })
export type OwnPassword = WireInput<typeof ownPasswordSchema>

export const signInInputSchema = z
  .strictObject({
    username: z.string().min(1).max(200),
    password: z.string().min(1).max(1000),
  })
  .meta({ id: 'SignInInput' })
export type SignInInput = WireInput<typeof signInInputSchema>

const grantInputSchema = z.strictObject({
  role: z.enum(roles as [Role, ...Role[]]),
  county: z.string().min(1).max(80),
  units: z.union([z.literal('*'), z.array(z.string().min(1).max(200)).max(1000)]),
})
const grantsInputSchema = z.array(grantInputSchema).max(100)
const title = z.string().trim().min(1).max(200)

export const userSchema = z
  .strictObject({
    username: z.string(),
    title: z.string(),
    grants: z.array(grantSchema).meta({ description: 'What was granted here' }),
    groupGrants: z.array(grantSchema).meta({
      description: "What the groups at the site's provider gave at the last sign-in",
    }),
    provider: z.boolean().meta({
      description: "Whether the person signs in by the site's provider, and has no password here",
    }),
    disabled: z.boolean(),
    secondFactor: z
      .boolean()
      .meta({ description: 'Whether a code is asked for beside the password' }),
    createdAt: z.string(),
  })
  .meta({ id: 'User' })
export type User = Wire<typeof userSchema>

export const userListSchema = z.strictObject(pageReply(userSchema)).meta({ id: 'UserList' })
export type UserList = Wire<typeof userListSchema>

export const newUserSchema = z
  .strictObject({
    username: z.string().min(1).max(200),
    title,
    password: z.string().min(1).max(1000),
    grants: grantsInputSchema,
  })
  .meta({ id: 'NewUser' })
export type NewUser = Wire<typeof newUserSchema>

export const userChangeSchema = z
  .strictObject({
    title: title.optional(),
    grants: grantsInputSchema.optional(),
    disabled: z.boolean().optional(),
    password: z.string().min(1).max(1000).optional(),
  })
  .meta({ id: 'UserChange' })
export type UserChange = WireInput<typeof userChangeSchema>

const key = {
  id: z.string(),
  title: z.string(),
  grants: z.array(grantSchema),
  disabled: z.boolean(),
  createdAt: z.string(),
  usedAt: z
    .string()
    .nullable()
    .meta({ description: 'When it was last used, to a few minutes; null: not that is known' }),
  expiresAt: z
    .string()
    .nullable()
    .meta({ description: 'From when on it opens nothing; null: it does not run out' }),
  expiry: z
    .enum(['none', 'soon', 'expired'])
    .meta({ description: 'Whether it has run out, or does so within 30 days' }),
}
export const keyListSchema = z.strictObject(pageReply(z.strictObject(key))).meta({ id: 'KeyList' })
export type KeyList = Wire<typeof keyListSchema>

export const newKeySchema = z
  .strictObject({
    title,
    grants: grantsInputSchema,
    expiresAt: z.iso
      .datetime({ offset: true })
      .nullable()
      .optional()
      .meta({ description: 'From when on it opens nothing; left out: it does not run out' }),
  })
  .meta({ id: 'NewKey' })
export type NewKey = WireInput<typeof newKeySchema>

export const madeKeySchema = z
  .strictObject({ ...key, key: z.string().meta({ description: 'Told once, here' }) })
  .meta({ id: 'MadeKey' })
export type MadeKey = Wire<typeof madeKeySchema>

/** The person signed in. */
export type SignedInUser = UserReply['user']
export type Key = KeyList['items'][number]
