// Writes rulesets/schema/*.schema.json from the engine's model, so that editors can check rulesets as they are typed.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rulesetFileSchemas } from '../engine/src/index.ts'

const folder = fileURLToPath(new URL('../rulesets/schema/', import.meta.url))
const schemas = rulesetFileSchemas()

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder))
  if (!Object.hasOwn(schemas, name)) rmSync(join(folder, name))
for (const [name, schema] of Object.entries(schemas))
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`)
console.log(`${Object.keys(schemas).length} schemas written to rulesets/schema/`)
