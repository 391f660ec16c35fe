import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rulesetFileSchemas } from '@jieli/engine'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

/** A part of a JSON Schema. */
type Part = Readonly<Record<string, unknown>>

const model = new URL('../../engine/src/model/', import.meta.url)

/** Every schema a module of the model exports, by its name, and the form of every file. */
async function everySchema(): Promise<ReadonlyMap<string, Part>> {
  const found = new Map<string, Part>(Object.entries(rulesetFileSchemas()) as [string, Part][])
  for (const name of readdirSync(fileURLToPath(model), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const exported = (await import(new URL(name, model).href)) as Record<string, unknown>
    for (const [key, value] of Object.entries(exported))
      if (value instanceof z.ZodType) found.set(key, z.toJSONSchema(value) as Part)
  }
  return found
}

/** The members and objects of a schema that nothing is said of. */
function undescribed(schema: Part): string[] {
  const defs = (schema['$defs'] ?? {}) as Record<string, Part>
  const missing: string[] = []
  const isDescribed = (part: Part): boolean => {
    const { $ref } = part
    const target = typeof $ref === 'string' ? defs[$ref.slice('#/$defs/'.length)] : undefined
    return 'description' in part || (target !== undefined && isDescribed(target))
  }
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return
    const properties = (value as Part)['properties'] as Record<string, Part> | undefined
    for (const [name, member] of Object.entries(properties ?? {})) {
      const constant = 'const' in member
      // A constant says which object it is: the object says what it means.
      if (!isDescribed(constant ? (value as Part) : member)) missing.push(`${path}/${name}`)
    }
    for (const [key, inner] of Object.entries(value)) visit(inner, `${path}/${key}`)
  }
  visit(schema, '')
  for (const [name, def] of Object.entries(defs))
    if (!name.startsWith('__') && !isDescribed(def)) missing.push(`/$defs/${name}`)
  return missing
}

describe('the schemas of rule files', async () => {
  const schemas = await everySchema()

  it('are all looked at', () => {
    expect(schemas.size).toBeGreaterThan(80)
  })

  it.each([...schemas.keys()])('%s says what each member means', (name) => {
    expect(undescribed(schemas.get(name) ?? {})).toEqual([])
  })
})
