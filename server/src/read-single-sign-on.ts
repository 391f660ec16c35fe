import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Config, ConfigError } from './config.ts'
import { isRoleOfUnits } from './contracts/policy.ts'
import type { IdentityProvider } from './ports/identity-provider.ts'
import { roles } from './contracts/roles.ts'
import type { SingleSignOn } from './people/single-sign-on.ts'
import { readSettingsFile } from './read-settings-file.ts'

/** What a provider is spoken to with. */
type ProviderSettings = Omit<NonNullable<Config['singleSignOn']>, 'secretFile' | 'groupsFile'> & {
  readonly clientSecret: string
  readonly publicUrl: string
}

const groupsSchema = z
  .array(
    z
      .strictObject({
        group: z.string().min(1).max(300),
        role: z.enum(roles as [(typeof roles)[number]]),
        county: z.string().min(1).max(80),
        units: z.union([z.literal('*'), z.array(z.string().min(1).max(200)).min(1).max(1000)]),
      })
      .refine(
        ({ role, units }) => units === '*' || isRoleOfUnits(role),
        'has a role that concerns a county as a whole: "units" must be "*"',
      ),
  )
  .max(1000)

/**
 * The site's provider of identities, where the settings name one.
 * @param create speaks to it
 * @throws ConfigError where its secret or its groups cannot be read or are not as they should be
 */
export function readSingleSignOn(
  { singleSignOn, hospitals }: Config,
  create: (settings: ProviderSettings) => IdentityProvider,
): SingleSignOn | undefined {
  if (singleSignOn === undefined) return undefined
  const { secretFile, groupsFile, ...settings } = singleSignOn
  const clientSecret = readText('JIELI_OIDC_CLIENT_SECRET_FILE', secretFile).trim()
  if (clientSecret === '')
    throw new ConfigError(`JIELI_OIDC_CLIENT_SECRET_FILE="${secretFile}" is empty.`)
  const publicUrl = hospitals.publicUrl ?? ''
  return {
    provider: create({ ...settings, clientSecret, publicUrl }),
    groups: readSettingsFile(groupsFile, {
      setting: 'JIELI_OIDC_GROUPS',
      schema: groupsSchema,
      what: 'a list of groups',
    }),
  }
}

function readText(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new ConfigError(`${setting}="${file}" cannot be read: ${messageOf(error)}.`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
