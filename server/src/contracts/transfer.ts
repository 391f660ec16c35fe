import { formats, manifestSchema } from '@jieli/engine'
import { z } from 'zod'
import { messageSchema, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

/** A file may have this many characters: many times the deepest ruleset there is. */
export const maxPackageFileLength = 12_000_000

const fingerprint = z
  .string()
  .meta({ description: 'What people compare: the first 16 bytes of the hash of the key, in fours' })

const publicKey = z
  .string()
  .regex(formats.hex32.pattern)
  .meta({ description: 'Ed25519, in hexadecimal' })

/** Where a version from another server comes from, as lists show it. */
export const elsewhereSchema = z
  .strictObject({ signer: fingerprint, signerTitle: z.string(), importedAt: z.string() })
  .meta({ id: 'Elsewhere' })
export type Elsewhere = Wire<typeof elsewhereSchema>

export const versionParametersSchema = z.strictObject({
  id: z.string().min(1).max(80),
  version: z.string().min(1).max(40),
})

export const packageFileReplySchema = z
  .looseObject({
    format: z.literal('jieli-ruleset'),
    formatVersion: z.literal(1),
    ruleset: z.strictObject({ id: z.string(), version: z.string() }),
    bundle: z.string(),
    publicKey,
    signature: z.string(),
  })
  .meta({ id: 'PackageFile', description: 'One version with all it rests on, signed' })
export type PackageFile = Wire<typeof packageFileReplySchema>

export const importInputSchema = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .max(maxPackageFileLength)
      .meta({ description: 'The text of an exported file, unchanged' }),
  })
  .meta({ id: 'ImportInput' })

export const importPreviewSchema = z
  .strictObject({
    ruleset: z.string(),
    version: z.string(),
    bundle: z.string(),
    signer: z.strictObject({
      fingerprint,
      publicKey,
      known: z.boolean().meta({ description: "Accepted here, or this server's own key" }),
      own: z.boolean(),
      title: z.string().optional(),
    }),
    versions: z.array(
      z.strictObject({
        id: z.string(),
        version: z.string(),
        title: messageSchema,
        kind: manifestSchema.shape.kind,
        standing: z.enum(['new', 'newer', 'older', 'present']),
        latest: z.string().optional().meta({ description: 'The newest version here' }),
        carried: z.boolean().meta({ description: 'Comes along because the other rests on it' }),
      }),
    ),
    changes: z.boolean().meta({ description: 'False when all of it is here already' }),
  })
  .meta({ id: 'ImportPreview' })
export type ImportPreview = Wire<typeof importPreviewSchema>
export type PreviewedVersion = ImportPreview['versions'][number]

const names = z.array(z.strictObject({ id: z.string(), version: z.string() }))

export const importedSchema = z
  .strictObject({ ruleset: z.string(), version: z.string(), added: names, present: names })
  .meta({ id: 'Imported' })
export type Imported = Wire<typeof importedSchema>

export const signerSchema = z
  .strictObject({
    fingerprint,
    publicKey,
    title: z.string(),
    acceptedAt: z.string(),
    acceptedBy: z.string(),
  })
  .meta({ id: 'Signer' })
export type Signer = Wire<typeof signerSchema>

export const signerListSchema = z
  .strictObject({
    own: z
      .strictObject({ fingerprint, publicKey })
      .meta({ description: 'The key this server signs with' }),
    ...pageReply(signerSchema),
  })
  .meta({ id: 'SignerList' })
export type SignerList = Wire<typeof signerListSchema>

export const acceptSignerInputSchema = z
  .strictObject({
    publicKey,
    title: z.string().trim().min(1).max(200).meta({ description: 'Who holds the key' }),
  })
  .meta({ id: 'AcceptSignerInput' })
export type AcceptSignerInput = WireInput<typeof acceptSignerInputSchema>

export const signerParametersSchema = z.strictObject({ fingerprint: z.string().min(1).max(80) })
