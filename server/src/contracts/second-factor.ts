import { z } from 'zod'
import type { Wire, WireInput } from './wire.ts'

export const secondFactorStatusSchema = z
  .strictObject({
    since: z
      .string()
      .nullable()
      .meta({ description: 'Since when a code is asked for at sign-in; null: it is not' }),
    recoveryCodes: z
      .number()
      .meta({ description: 'How many codes for when the telephone is lost are left' }),
    required: z.boolean().meta({ description: 'Whether the site asks you for one' }),
  })
  .meta({ id: 'SecondFactorStatus' })
export type SecondFactorStatus = Wire<typeof secondFactorStatusSchema>

export const beginSecondFactorSchema = z
  .strictObject({ password: z.string().min(1).max(1000) })
  .meta({ id: 'BeginSecondFactor' })
export type BeginSecondFactor = WireInput<typeof beginSecondFactorSchema>

export const newSecondFactorSchema = z
  .strictObject({
    secret: z.string().meta({ description: 'In base 32, to be typed into an authenticator' }),
    uri: z
      .string()
      .meta({ description: 'The same as an otpauth address, to be shown as a QR code' }),
  })
  .meta({ id: 'NewSecondFactor' })
export type NewSecondFactor = Wire<typeof newSecondFactorSchema>

export const secondFactorCodeSchema = z
  .strictObject({
    code: z.string().min(1).max(40).meta({
      description: 'Six digits of the authenticator; at sign-in also a code for when it is lost',
    }),
  })
  .meta({ id: 'SecondFactorCode' })
export type SecondFactorCode = WireInput<typeof secondFactorCodeSchema>

export const recoveryCodesSchema = z
  .strictObject({
    codes: z.array(z.string()).meta({ description: 'Each good once; told once, here' }),
  })
  .meta({ id: 'RecoveryCodes' })
export type RecoveryCodes = Wire<typeof recoveryCodesSchema>
