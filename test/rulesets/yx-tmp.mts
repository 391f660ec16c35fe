import { createBundle, runScenario } from '@jieli/engine'
import { loadRuleset } from '@jieli/server/rulesets'
const [id, mode] = process.argv.slice(2)
const { ruleset, origin, issues } = (await loadRuleset(id!)).resolved
if (ruleset === undefined) {
  console.log(issues)
  process.exit(1)
}
const bundle = createBundle(ruleset, origin)
let n = 0,
  bad = 0
for (const s of ruleset.scenarios) {
  const own = origin[`/scenarios/${s.id}`] === id
  if (
    mode === 'own'
      ? !own
      : mode === 'fast'
        ? s.kind === 'change' && !own
        : !mode!.split(',').includes(s.id)
  )
    continue
  n++
  const r = runScenario(bundle, s)
  if (!r.passed) {
    bad++
    console.log('✗', s.id, s.kind, own ? 'OWN' : '', r.details.map((d) => d.zh).join(' | '))
  }
}
console.log(id, n, 'run', bad, 'failed')
