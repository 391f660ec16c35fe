/**
 * Reads rulesets from folders.
 * @example
 * const { resolved } = await loadRuleset('district-plan')
 * console.log(resolved.issues.length)
 */
export {
  bundledRulesetsFolder,
  findRulesetFolder,
  listRulesetFolders,
  loadRuleset,
  type LoadedRuleset,
} from './find-ruleset.ts'
export { jurisdictionsFile, loadJurisdictions } from './load-jurisdictions.ts'
export { maxRulesetBytes, loadRulesetFolder } from './load-ruleset-folder.ts'
export { type JsonFault, parseJson, type ParsedJson } from './parse-json.ts'
export { describePlace, type FolderProblem, RulesetFolderError } from './ruleset-folder-error.ts'
