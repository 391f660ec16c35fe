import {
  createIssue,
  type DatedValue,
  type Layer,
  type Ruleset,
  suggest,
  type Value,
} from '@jieli/engine'
import { ServerError } from '../../errors/server-error.ts'
import type { Caller } from '../context/caller.ts'
import {
  layerToOverlay,
  type OverlayRequest,
  overlaysOf,
  shortId,
  storeOverlaid,
  unfit,
  withOverlays,
} from './draft-overlays.ts'
import { findAdaptable } from '../library/find-adaptable.ts'
import { mayName } from '../library/nameable.ts'
import type { OperationContext } from '../context/operation-context.ts'
import type { OverlaidDraft } from '../../contracts/ruleset.ts'

/** Values given for what an overlay asks, and the first day they hold. */
interface OverlayAnswers {
  readonly parameters: Readonly<Record<string, Value>>
  readonly from: string
  /** True when the values are made up to show the system. */
  readonly sample?: boolean | undefined
}

/**
 * Lays one more overlay over the draft, at its version of today. What the ruleset says itself stays, and holds over
 * the overlay. What the overlay leaves open and nobody answers is told; it stops publishing only.
 * @throws ServerError OVERLAY_PRESENT, OVERLAY_UNFIT with the places at fault, DRAFT_STALE, RULESET_UNKNOWN, RULESET_ELSEWHERE, SCOPE_MISSING
 */
export async function addOverlay(
  context: OperationContext,
  caller: Caller,
  request: OverlayRequest & OverlayAnswers,
): Promise<OverlaidDraft> {
  const { ruleset, overlay } = request
  const before = await layerToOverlay(context, caller, request)
  const overlays = overlaysOf(before.layer)
  if (overlays.some(({ id }) => id === overlay))
    throw new ServerError('OVERLAY_PRESENT', { ruleset, overlay: shortId(overlay) })
  const named = await mayName(context, caller, overlay)
  const found = named ? await findAdaptable(context, overlay) : undefined
  const usable = found !== undefined && found.publication?.withdrawn === undefined
  if (!usable || found.ruleset.manifest.kind !== 'overlay')
    throw unfit(overlay, [
      createIssue('PARENT_MISSING', '/overlay', { id: shortId(overlay), version: '*' }),
    ])
  assertAsked(overlay, found.ruleset, Object.keys(request.parameters))
  const laid = withOverlays(before.layer, [...overlays, { id: overlay, version: found.version }])
  return await storeOverlaid(context, caller, {
    ...request,
    before,
    layer: withAnswers(laid, request),
    places: Object.keys(request.parameters).map((id) => `/parameters/${id}`),
  })
}

/** @throws ServerError OVERLAY_UNFIT when a value is given for something the overlay does not know */
function assertAsked(overlay: string, ruleset: Ruleset, given: readonly string[]): void {
  const known = ruleset.parameters.map(({ id }) => id)
  const strange = given.filter((id) => !known.includes(id))
  if (strange.length === 0) return
  throw unfit(
    overlay,
    strange.map((id) =>
      createIssue('REFERENCE_UNKNOWN', `/parameters/${id}`, {
        kind: { zh: '参数', en: 'parameter' },
        id,
        suggestion: suggest(id, known),
      }),
    ),
  )
}

/** The layer with the values given, each beside what it says of that parameter already. Pure. */
function withAnswers(layer: Layer, { parameters, from, sample }: OverlayAnswers): Layer {
  const said = new Map(ownParameters(layer).map((parameter) => [parameter.id, parameter]))
  for (const [id, value] of Object.entries(parameters)) {
    const answer: DatedValue = { from, value, ...(sample === true && { sample }) }
    const earlier = (said.get(id)?.values ?? []).filter((each) => each.from !== from)
    said.set(id, { ...said.get(id), id, values: [...earlier, answer] })
  }
  return said.size === 0
    ? layer
    : ({ ...layer, parameters: [...said.values()] } as unknown as Layer)
}

/** What a layer says of parameters: only what differs, and sometimes an order. */
interface OwnParameter {
  readonly id: string
  readonly values?: readonly DatedValue[]
}

function ownParameters(layer: Layer): readonly OwnParameter[] {
  return (layer['parameters'] ?? []) as unknown as readonly OwnParameter[]
}
