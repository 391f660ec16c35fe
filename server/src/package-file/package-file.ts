import { canonicalJson, contentHash, type Layer } from '@jieli/engine'
import { z } from 'zod'
import type { SigningKey } from './signing-key.ts'

/** Ids become folder names, so nothing that could lead elsewhere. */
const nameSchema = z.string().regex(/^[A-Za-z][\w.-]{0,79}$/)
const hashSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** One ruleset with all it rests on, in one signed file. */
export const packageFileSchema = z.strictObject({
  format: z.literal('jieli-ruleset'),
  formatVersion: z.literal(1),
  ruleset: z.strictObject({ id: nameSchema, version: z.string().max(40) }),
  /** Hash of the bundle the layers come to. */
  bundle: hashSchema,
  layers: z
    .array(
      z.strictObject({
        id: nameSchema,
        version: z.string().max(40),
        hash: hashSchema,
        layer: z.record(z.string(), z.unknown()),
      }),
    )
    .min(1)
    .max(100),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})
export type PackageFile = z.infer<typeof packageFileSchema>

/** What is signed: all the file says but the signature. Pure. */
export function packageMessage({ signature: _signature, ...rest }: PackageFile): string {
  return canonicalJson(rest)
}

/** Seals layers into a file, the ruleset's own first. */
export function sealPackageFile(
  layers: readonly Layer[],
  bundle: string,
  key: SigningKey,
): PackageFile {
  const listed = layers.map((layer) => {
    const { id, version } = layer['manifest'] as { id: string; version: string }
    return { id, version, hash: contentHash(layer), layer: layer as Record<string, unknown> }
  })
  const [own] = listed
  if (own === undefined) throw new RangeError('There is no layer to seal.')
  const file: PackageFile = {
    format: 'jieli-ruleset',
    formatVersion: 1,
    ruleset: { id: own.id, version: own.version },
    bundle,
    layers: listed,
    publicKey: key.publicKey,
    signature: '',
  }
  return { ...file, signature: key.sign(packageMessage(file)) }
}
