import { z } from 'zod'
import type { ReferralMapping } from './operations/context/operation-context.ts'
import { readSettingsFile } from './read-settings-file.ts'

const name = z.string().min(1).max(80)

const mappingsSchema = z
  .array(
    z.strictObject({
      county: name,
      ruleset: name,
      pathway: name,
      decision: name,
      decisionBy: z
        .strictObject({ fact: name, decisions: z.record(z.string().max(100), name) })
        .optional(),
    }),
  )
  .min(1)
  .refine(
    (mappings) => new Set(mappings.map(({ county }) => county)).size === mappings.length,
    'must name each county once',
  )

/**
 * By which pathway and decision each county takes referrals by FHIR, from a file.
 * @throws ConfigError where it cannot be read or is not as it should be
 */
export function readReferralMappings(file: string): readonly ReferralMapping[] {
  return readSettingsFile(file, {
    setting: 'JIELI_FHIR_REFERRALS',
    schema: mappingsSchema,
    what: 'a list of counties with their pathways',
  })
}
