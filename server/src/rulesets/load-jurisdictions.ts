import { readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  checkJurisdictions,
  findUnsafeJson,
  type Issue,
  type Jurisdiction,
  jurisdictionFileSchema,
  schemaIssues,
} from '@jieli/engine'
import { bundledRulesetsFolder } from './find-ruleset.ts'
import { describeJsonFault, parseJson } from './parse-json.ts'
import { RulesetFolderError } from './ruleset-folder-error.ts'

/** The tree of jurisdictions that comes with the program. */
export const jurisdictionsFile = path.join(bundledRulesetsFolder, 'jurisdictions.json')

/**
 * Reads a tree of jurisdictions from a file.
 * @throws RulesetFolderError when it cannot be read, has not the form, or does not hold together
 */
export async function loadJurisdictions(file = jurisdictionsFile): Promise<Jurisdiction[]> {
  const name = path.basename(file)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new RulesetFolderError([
      {
        file,
        message: {
          zh: '辖区文件不存在或无法读取。',
          en: 'The file of jurisdictions is not there or cannot be read.',
        },
      },
    ])
  })
  const json = parseJson(text)
  if (!json.ok) {
    const { line, column } = json.fault
    const message = describeJsonFault(json.fault)
    throw new RulesetFolderError([{ file: name, line, column, message }])
  }
  assertNone(name, findUnsafeJson(json.value))
  const parsed = jurisdictionFileSchema.safeParse(json.value)
  if (!parsed.success) throw wrong(name, schemaIssues(parsed.error, json.value))
  assertNone(name, checkJurisdictions(parsed.data.jurisdictions))
  return parsed.data.jurisdictions
}

function assertNone(name: string, issues: readonly Issue[]): void {
  if (issues.length > 0) throw wrong(name, issues)
}

function wrong(name: string, issues: readonly Issue[]): RulesetFolderError {
  return new RulesetFolderError(
    issues.slice(0, 20).map(({ path: at, message }) => ({ file: `${name}#${at}`, message })),
  )
}
