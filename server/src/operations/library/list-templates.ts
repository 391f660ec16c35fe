import {
  type Citation,
  type Contract,
  contractedItems,
  type Manifest,
  type Parameter,
  type RedLine,
  type Source,
  type Text,
} from '@jieli/engine'
import { mayRuleset } from '../../contracts/policy.ts'
import type { Caller } from '../context/caller.ts'
import { type DamagedEntry, damagedEntry, unlessDamaged } from '../context/damaged-versions.ts'
import {
  type Adaptable,
  adaptableIds,
  findAdaptable,
  findAdaptableVersion,
} from './find-adaptable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { showElsewhere, type ShownElsewhere } from './ruleset-summary.ts'

/** A parameter the ruleset leaves to whoever adapts it. */
export type OpenParameter = Pick<
  Parameter,
  'id' | 'title' | 'type' | 'description' | 'unit' | 'codes' | 'minimum' | 'maximum'
> & { readonly cites: readonly Citation[] }

/** Something whoever adapts the ruleset may not do as they like with. */
export interface HeldItem {
  /** `/parameters/pathwayVarianceRateCeiling`. */
  readonly path: string
  readonly title?: Text
  readonly mode: Exclude<Contract['mode'], 'free'>
  readonly authority?: Contract['authority']
  readonly reason?: Text
  readonly cites: readonly Citation[]
}

/** A ruleset that may be adapted, as the gallery shows it. */
export interface Template {
  readonly id: string
  readonly kind: Manifest['kind']
  readonly title: Text
  readonly description?: Text
  readonly version: string
  /** False for one that comes with the program and was not published here. */
  readonly published: boolean
  /** Set when another server makes it. */
  readonly elsewhere?: ShownElsewhere
  readonly sample: boolean
  readonly authority?: Manifest['authority']
  readonly basedOn?: Manifest['basedOn']
  readonly sources: readonly Source[]
  readonly openParameters: readonly OpenParameter[]
  readonly redLines: readonly Pick<RedLine, 'id' | 'title' | 'authority' | 'cites'>[]
  readonly locked: readonly HeldItem[]
}

/** The rulesets that may be adapted, and those that could be if they were not damaged. */
export interface TemplateList {
  readonly items: readonly Template[]
  readonly damaged: readonly DamagedEntry[]
}

/** Every ruleset the caller may read and adapt, by id. What was withdrawn altogether is not offered. */
export async function listTemplates(
  context: OperationContext,
  caller: Caller,
): Promise<TemplateList> {
  const items: Template[] = []
  const damaged: DamagedEntry[] = []
  for (const id of await adaptableIds(context)) {
    const found = await unlessDamaged(() => findAdaptable(context, id))
    if ('damaged' in found) {
      const publication = await findAdaptableVersion(context, id)
      if (publication === undefined || !mayRuleset(caller, 'rulesets.read', publication.manifest))
        continue
      damaged.push(damagedEntry(publication, found.damaged))
    } else if (
      found.value !== undefined &&
      found.value.publication?.withdrawn === undefined &&
      mayRuleset(caller, 'rulesets.read', found.value.ruleset.manifest)
    )
      items.push(describeTemplate(found.value))
  }
  return { items, damaged }
}

function describeTemplate({ ruleset, version, publication }: Adaptable): Template {
  const { id, kind, title, description, sample, authority, basedOn, sources } = ruleset.manifest
  return {
    id,
    kind,
    title,
    ...(description && { description }),
    version,
    published: publication !== undefined,
    ...showElsewhere(publication),
    sample: sample ?? false,
    ...(authority && { authority }),
    ...(basedOn && { basedOn }),
    sources,
    openParameters: ruleset.parameters
      .filter((parameter) => parameter.required && parameter.values.length === 0)
      .map(describeParameter),
    redLines: ruleset.redLines.map((line) => ({
      id: line.id,
      title: line.title,
      authority: line.authority,
      cites: line.cites,
    })),
    locked: contractedItems(ruleset).flatMap(({ path, item, contract }) => {
      const { mode, reason } = contract
      if (mode === 'free') return []
      const meta = item['meta'] as { title?: Text } | undefined
      const named = (item['title'] as Text | undefined) ?? meta?.title
      const own = item['cites'] as readonly Citation[] | undefined
      return [
        {
          path,
          ...(named && { title: named }),
          mode,
          ...(contract.authority && { authority: contract.authority }),
          ...(reason && { reason }),
          cites: contract.cites ?? own ?? [],
        },
      ]
    }),
  }
}

function describeParameter(parameter: Parameter): OpenParameter {
  const { contract: _c, derivedFrom: _d, required: _r, values: _v, cites, ...rest } = parameter
  return { ...rest, cites: cites ?? [] }
}
