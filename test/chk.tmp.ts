import { listRulesetFolders, loadRuleset, } from '@jieli/server/rulesets'
import { resolveRuleset } from '@jieli/engine'
import { checkTables } from '/work/wt/tables/engine/src/checks/check-tables.ts'
const layers = new Map()
for (const id of await listRulesetFolders()) layers.set(id, (await loadRuleset(id)).layer)
let n=0
for (const id of layers.keys()) { if (process.argv[2] && id!==process.argv[2]) continue
 const {ruleset}=resolveRuleset(layers.get(id), (x:string)=>layers.get(x)); if(!ruleset) {console.log('no',id);continue}
 const t=performance.now(); const issues=checkTables(ruleset); const ms=performance.now()-t
 console.log('==',id, issues.length, ms.toFixed(0)+'ms')
 for(const i of issues) console.log('  ',i.severity,i.code,i.path, process.argv[3]?i.message.en:'', (i.fixes??[]).map(f=>f.edit.kind).join(','))
}
