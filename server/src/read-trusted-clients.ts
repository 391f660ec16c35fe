import { z } from 'zod'
import { roles } from './contracts/roles.ts'
import type { TrustedClient } from './people/trusted-client.ts'
import { readSettingsFile } from './read-settings-file.ts'

const grant = z.strictObject({
  role: z.enum(roles as [(typeof roles)[number]]),
  county: z.string().min(1),
  units: z.union([z.literal('*'), z.array(z.string().min(1)).min(1)]),
})

const publicKey = z
  .looseObject({ kty: z.enum(['EC', 'RSA']), kid: z.string().min(1) })
  .refine((key) => !('d' in key), 'must hold no private key ("d")')

const clientsSchema = z
  .array(
    z
      .strictObject({
        issuer: z.string().min(1).max(300),
        title: z.string().min(1).max(200),
        grants: z.array(grant).min(1),
        keys: z.strictObject({ keys: z.array(publicKey).min(1) }).optional(),
        jwks: z.url({ protocol: /^https?$/ }).optional(),
      })
      .refine(
        ({ keys, jwks }) => (keys === undefined) !== (jwks === undefined),
        'must have either "keys" or "jwks"',
      ),
  )
  .refine(
    (clients) => new Set(clients.map(({ issuer }) => issuer)).size === clients.length,
    'must name each issuer once',
  )

/**
 * The hospitals' systems whose signed calls are taken, from a file.
 * @throws ConfigError where it cannot be read or is not as it should be
 */
export function readTrustedClients(file: string): readonly TrustedClient[] {
  return readSettingsFile(file, {
    setting: 'JIELI_CDS_CLIENTS',
    schema: clientsSchema,
    what: 'a list of trusted clients',
  })
}
