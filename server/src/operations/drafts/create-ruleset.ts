import {
  currentFormat,
  createIssue,
  type Issue,
  type Layer,
  type Manifest,
  type RulesetReference,
  suggest,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import { checkLayer, resolveGathered } from '../../rulesets/check-layer.ts'
import { assertRulesetScope, type Caller, recordedActor } from '../context/caller.ts'
import { checkInput } from '../jurisdictions/check-input.ts'
import { type Adaptable, findAdaptable, isAdaptable } from '../library/find-adaptable.ts'
import { findPublications } from '../context/find-publication.ts'
import { mayName } from '../library/nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { gatherParents } from '../library/parent-layers.ts'
import { pinReferences } from './pin-references.ts'
import { nextDraft } from './save-draft.ts'
import type { NewRuleset } from '../../contracts/template.ts'
import { nextWrite } from '../../documents/next-write.ts'

/**
 * Begins a new county's ruleset as a draft that says only what is the county's own: what it rests on and the values
 * given. What is still open stays open; the draft can be saved, not published.
 * @throws ServerError RULESET_EXISTS, ADAPTATION_INVALID with the places at fault, SCOPE_MISSING
 */
export async function createRuleset(
  context: OperationContext,
  caller: Caller,
  adaptation: NewRuleset,
): Promise<{ id: string; revision: number; issues: readonly Issue[] }> {
  const { id, county } = adaptation
  assertRulesetScope(caller, 'drafts.write', { id, county })
  const stored = await context.store.get('drafts', id)
  const published = await findPublications(context.store, id)
  const taken = stored?.discarded === false || published.length > 0 || context.bundled.has(id)
  if (taken) throw new ServerError('RULESET_EXISTS', { id })

  const { template, overlays } = await findBases(context, caller, adaptation)
  const manifest = {
    formatVersion: currentFormat,
    id,
    kind: 'county',
    county,
    title: adaptation.title,
    version: '1.0.0',
    basedOn: template,
    ...(overlays.length > 0 && { overlays }),
    ...(adaptation.sample === true && { sample: true }),
  } satisfies Omit<Manifest, 'sources'>
  const issues = await assertResolves(context, manifest, adaptation)
  const layer = await pinReferences(context, layerOf(manifest, adaptation))
  const document = nextDraft(context, caller, stored, {
    id,
    layer,
    manifest: { ...(layer['manifest'] as unknown as Manifest), sources: [] },
  })
  const result = await context.commit([nextWrite('drafts', document)], {
    action: 'ruleset.create',
    actor: recordedActor(caller),
    target: id,
    county,
    detail: {
      basedOn: template.id,
      version: template.version,
      overlays: overlays.map((each) => each.id),
    },
  })
  if (!result.committed) throw new ServerError('RULESET_EXISTS', { id })
  return { id, revision: document.revision, issues }
}

/** The rulesets the new one rests on, at the versions to follow. */
async function findBases(
  context: OperationContext,
  caller: Caller,
  adaptation: NewRuleset,
): Promise<{ template: RulesetReference; overlays: RulesetReference[] }> {
  const issues: Issue[] = []
  const find = async (
    id: string,
    path: string,
    fits: (base: Adaptable) => boolean,
  ): Promise<RulesetReference> => {
    const base = (await mayName(context, caller, id)) ? await findAdaptable(context, id) : undefined
    if (base === undefined || base.publication?.withdrawn !== undefined || !fits(base)) {
      issues.push(createIssue('PARENT_MISSING', path, { id: id.slice(0, 80), version: '*' }))
    }
    return { id, version: `^${base?.version ?? '0.0.0'}` }
  }
  const kindOf = ({ ruleset }: Adaptable): Manifest['kind'] => ruleset.manifest.kind
  const template = await find(
    adaptation.template,
    '/template',
    (base) => isAdaptable(kindOf(base)) && kindOf(base) !== 'overlay',
  )
  const overlays: RulesetReference[] = []
  for (const [at, { id }] of (adaptation.overlays ?? []).entries()) {
    overlays.push(await find(id, `/overlays/${at}/id`, (base) => kindOf(base) === 'overlay'))
  }
  assertNone(issues)
  return { template, overlays }
}

/** Reports what is wrong with what was asked for; what the draft still lacks is no fault of it. */
async function assertResolves(
  context: OperationContext,
  manifest: Omit<Manifest, 'sources'>,
  adaptation: NewRuleset,
): Promise<readonly Issue[]> {
  const bare: Layer = { manifest } as unknown as Layer
  const parents = await gatherParents(context, bare)
  const base = resolveGathered({ layer: bare, parents })
  if (base.ruleset === undefined) throw invalid(base.issues)
  const known = base.ruleset.parameters.map((parameter) => parameter.id)
  assertNone(
    Object.keys(adaptation.parameters)
      .filter((id) => !known.includes(id))
      .map((id) =>
        createIssue('REFERENCE_UNKNOWN', `/parameters/${id}`, {
          kind: { zh: '参数', en: 'parameter' },
          id,
          suggestion: suggest(id, known),
        }),
      ),
  )
  const checked = checkLayer(await checkInput(context, layerOf(manifest, adaptation)))
  if (checked.ruleset === undefined) throw invalid(checked.issues)
  const given = Object.keys(adaptation.parameters).map((id) => `/parameters/${id}`)
  assertNone(
    checked.issues.filter(
      ({ severity, path }) =>
        severity === 'error' &&
        given.some((place) => path === place || path.startsWith(`${place}/`)),
    ),
  )
  return checked.issues
}

/** The new ruleset's own files. Pure. */
function layerOf(manifest: Omit<Manifest, 'sources'>, adaptation: NewRuleset): Layer {
  const { from, sample } = adaptation
  const parameters = Object.entries(adaptation.parameters).map(([id, value]) => ({
    id,
    values: [{ from, value, ...(sample === true && { sample }) }],
  }))
  return { manifest, ...(parameters.length > 0 && { parameters }) } as unknown as Layer
}

function assertNone(issues: readonly Issue[]): void {
  if (issues.length > 0) throw invalid(issues)
}

/** The issues with the places named as the request names them. */
function invalid(issues: readonly Issue[]): ServerError {
  const named = issues.map((issue) => ({
    ...issue,
    path: issue.path.replace(/^\/manifest\/basedOn/, '/template').replace(/^\/manifest\//, '/'),
  }))
  return new ServerError('ADAPTATION_INVALID', { count: named.length }, { issues: named })
}
