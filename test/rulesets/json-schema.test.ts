import { rulesetFileSchemas } from '@jieli/engine'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../rulesets/schema/', import.meta.url))
const schemas = rulesetFileSchemas()

describe('the JSON Schema beside the rulesets', () => {
  it('has one file for each kind of ruleset file', () => {
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(schemas).toSorted())
  })

  it.each(Object.keys(schemas))(
    '%s equals the model: run `node scripts/write-json-schema.mjs` after changing it',
    (name) => {
      const written: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      expect(written).toEqual(JSON.parse(JSON.stringify(schemas[name])))
    },
  )
})
