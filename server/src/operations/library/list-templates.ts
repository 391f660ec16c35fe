import { asJson } from '../../contracts/wire.ts'
import { type Citation, contractedItems, type Parameter, type Text } from '@jieli/engine'
import { mayRuleset } from '../../contracts/policy.ts'
import type { Caller } from '../context/caller.ts'
import { damagedEntry, unlessDamaged } from '../context/damaged-versions.ts'
import {
  type Adaptable,
  adaptableIds,
  findAdaptable,
  findAdaptableVersion,
} from './find-adaptable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { showElsewhere } from './ruleset-summary.ts'
import type { OpenParameter, Template, TemplateList } from '../../contracts/template.ts'
import type { DamagedEntry } from '../../contracts/common.ts'

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
  return asJson({ ...rest, cites: cites ?? [] })
}
