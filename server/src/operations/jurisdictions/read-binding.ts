import { asJson } from '../../contracts/wire.ts'
import { type BindingSet, bindingRules, gatherBinding, jurisdictionPath } from '@jieli/engine'
import { mayRuleset } from '../../contracts/policy.ts'
import { publicationId } from '../context/bundle-cache.ts'
import type { Caller } from '../context/caller.ts'
import { checkInput } from './check-input.ts'
import { shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import { listRulesets } from '../library/list-rulesets.ts'
import { manifestOf } from '../library/nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { latestLayer } from '../library/parent-layers.ts'
import { dayAt } from '../../ports/time.ts'
import { jurisdictionsOver } from './find-jurisdictions.ts'
import { jurisdictionUnknown } from './read-jurisdictions.ts'
import type { CountyBinding } from '../../contracts/jurisdiction.ts'

type PackStatus = Pick<BindingSet['packs'][number], 'standing' | 'version'> & {
  readonly id: string
  readonly jurisdiction: string
}

/** @throws ServerError JURISDICTION_UNKNOWN for a county that is not the caller's */
export async function readBinding(
  context: OperationContext,
  caller: Caller,
  county: string,
): Promise<CountyBinding> {
  if (!mayRuleset(caller, 'rulesets.read', { county }))
    throw await jurisdictionUnknown(context, caller, county, county)
  const today = dayAt(context.clock.now())
  const nodes = await jurisdictionsOver(context, county)
  const named = jurisdictionPath(nodes, county)
  const { placed } = bindingRules(nodes, { kind: 'county', county }, today)
  const packs: CountyBinding['packs'][number][] = []
  for (const { id, level, title, packs: bound } of named.length > 0 ? named : nodes)
    for (const pack of bound) {
      const manifest = await manifestOf(context, pack.id)
      packs.push({
        ...asJson(pack),
        node: { id, level, title },
        ...(manifest && { title: manifest.title }),
        begun: pack.since === undefined || pack.since <= today,
      })
    }
  const rulesets = []
  for (const { id, title, county: of, versions, elsewhere } of await listRulesets(
    context,
    caller,
  )) {
    const [latest] = versions
    if (of !== county || latest === undefined || elsewhere !== undefined) continue
    const found = await unlessDamaged(() => statusesOf(context, id))
    const packs = 'value' in found ? found.value : null
    const problem = 'damaged' in found && { problem: shownProblem(found.damaged) }
    rulesets.push({ id, title, version: latest.version, packs, ...problem })
  }
  const path = named.map(({ id, level, title }) => ({ id, level, title }))
  return { county, placed, path, packs, rulesets }
}

async function statusesOf(
  context: OperationContext,
  ruleset: string,
): Promise<readonly PackStatus[]> {
  const layer = await latestLayer(context, ruleset)
  if (layer === undefined) return []
  const { binding, parents } = await checkInput(context, layer)
  const { packs } = gatherBinding(layer, binding, (id, range) => parents[publicationId(id, range)])
  return packs.map(({ pack, node, standing, version }) => ({
    id: pack.id,
    jurisdiction: node.id,
    standing,
    ...(version !== undefined && { version }),
  }))
}
