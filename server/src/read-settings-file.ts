import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { ConfigError } from './config.ts'

/**
 * What a file holds that a setting names.
 * @param of.what what it has to be, as "a list of trusted clients"
 * @throws ConfigError where it cannot be read or is not as it should be
 */
export function readSettingsFile<Schema extends z.ZodType>(
  file: string,
  of: { readonly setting: string; readonly schema: Schema; readonly what: string },
): z.infer<Schema> {
  const wrong = (detail: string) => new ConfigError(`${of.setting}="${file}" ${detail}`)
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw wrong(`cannot be read: ${error instanceof Error ? error.message : String(error)}.`)
  }
  const parsed = of.schema.safeParse(value)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(
    ({ path, message }) => `/${path.map(String).join('/')}: ${message}.`,
  )
  throw wrong(`is not ${of.what}:\n${lines.join('\n')}`)
}
