import { type Jurisdiction, jurisdictionPath, versionSatisfies } from '@jieli/engine'
import type { JurisdictionDocument } from '../documents/jurisdiction-document.ts'
import type { PublicationDocument } from '../documents/publication-document.ts'
import type { RecordedActor } from '../documents/recorded-actor.ts'
import { findLatestPublication, publishedRulesets } from '../operations/context/find-publication.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { dayAt } from '../ports/time.ts'
import { packsUnder } from '../operations/jurisdictions/binding-on.ts'
import { detailOf } from '../operations/jurisdictions/save-jurisdiction.ts'

const founder: RecordedActor = {
  kind: 'system',
  id: 'jurisdictions',
  title: '辖区初始登记 jurisdictions begun',
}

/**
 * Begins the tree of a store that has none: with the one that comes with the program, and with a node for every county
 * that has published rules, which binds what those rest on today. A node that is there already stays as it is.
 */
export async function beginJurisdictions(
  context: OperationContext,
  shipped: readonly Jurisdiction[],
): Promise<void> {
  const nodes = new Map(shipped.map((node) => [node.id, node]))
  for (const node of await nodesOfToday(context, shipped)) nodes.set(node.id, node)
  for (const node of nodes.values()) await place(context, node)
}

/** A node for each county with published rules that the shipped tree does not place as those rest today. */
async function nodesOfToday(
  context: OperationContext,
  shipped: readonly Jurisdiction[],
): Promise<Jurisdiction[]> {
  const latest = await Promise.all(
    (await publishedRulesets(context.store)).map((id) => findLatestPublication(context.store, id)),
  )
  const madeHere = latest.filter(
    (each): each is PublicationDocument => each !== undefined && each.elsewhere === undefined,
  )
  const counties = Map.groupBy(madeHere, ({ manifest }) => manifest.county)
  const nodes: Jurisdiction[] = []
  for (const [county, rulesets] of counties) {
    if (county === undefined) continue
    const packs = await packsOfAll(context, rulesets)
    if (bindsNoMore(jurisdictionPath(shipped, county), packs)) continue
    const [first] = rulesets
    const nation = shipped.find(({ level }) => level === 'nation')
    const under = nation !== undefined && bindsNoMore([nation], packs) ? nation : undefined
    const named = new Set(under?.packs.map(({ id }) => id))
    const since = dayAt(context.clock.now())
    nodes.push({
      id: county,
      level: 'county',
      ...(under && { parent: under.id }),
      title: first?.manifest.title ?? { zh: county, en: county },
      packs: packs
        .filter(({ id }) => !named.has(id))
        .map((pack) => ({ ...pack, since, by: founder.title })),
    })
  }
  return nodes
}

/** The packs that every one of a county's rulesets rests on: none of them is bound by more than it keeps today. */
async function packsOfAll(
  context: OperationContext,
  rulesets: readonly PublicationDocument[],
): ReturnType<typeof packsUnder> {
  const each = await Promise.all(rulesets.map(({ ruleset }) => packsUnder(context, ruleset)))
  const [first = [], ...others] = each
  return first.filter(({ id }) => others.every((packs) => packs.some((pack) => pack.id === id)))
}

/** True when there is a path and everything it binds is among the packs. */
function bindsNoMore(
  path: readonly Jurisdiction[],
  packs: Awaited<ReturnType<typeof packsUnder>>,
): boolean {
  return (
    path.length > 0 &&
    path.every((node) =>
      node.packs.every((bound) =>
        packs.some(
          ({ id, version }) =>
            id === bound.id && versionSatisfies(version.replace('^', ''), bound.version),
        ),
      ),
    )
  )
}

async function place(context: OperationContext, node: Jurisdiction): Promise<void> {
  const document: JurisdictionDocument = {
    ...node,
    revision: 1,
    savedAt: context.clock.now(),
    savedBy: founder.title,
  }
  // Where another server was faster, its node stands.
  await context.commit([{ kind: 'insert', collection: 'jurisdictions', document }], {
    action: 'jurisdiction.save',
    actor: founder,
    target: node.id,
    county: node.level === 'county' ? node.id : undefined,
    detail: detailOf(document, undefined),
  })
}
