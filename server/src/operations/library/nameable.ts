import { createIssue, type Issue, type Layer, type Manifest } from '@jieli/engine'
import { mayRuleset } from '../../contracts/policy.ts'
import type { Caller } from '../context/caller.ts'
import { findLatestPublication } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'

/** The manifest of a ruleset's latest version, or as it comes with the program. */
export async function manifestOf(
  context: OperationContext,
  id: string,
): Promise<Manifest | undefined> {
  const latest = await findLatestPublication(context.store, id)
  return latest?.manifest ?? (context.bundled.get(id)?.['manifest'] as Manifest | undefined)
}

/**
 * Whether a ruleset is there and the caller may read it: only then may they name it as what another rests on. To whom
 * may not read it, it is as if it were not there.
 */
export async function mayName(
  context: OperationContext,
  caller: Caller,
  id: string,
): Promise<boolean> {
  const manifest = await manifestOf(context, id)
  return manifest !== undefined && mayRuleset(caller, 'rulesets.read', manifest)
}

/** What a layer names and the caller may not: told as what is not there is told. */
export async function unnameable(
  context: OperationContext,
  caller: Caller,
  layer: Layer | Record<string, unknown>,
): Promise<readonly Issue[]> {
  const { basedOn, overlays } = (layer['manifest'] ?? {}) as Record<string, unknown>
  const issues: Issue[] = []
  const look = async (reference: unknown, path: string) => {
    const { id, version } = (reference ?? {}) as { id?: unknown; version?: unknown }
    // What is no reference the schema reports.
    if (typeof id !== 'string' || typeof version !== 'string') return
    if (!(await mayName(context, caller, id)))
      issues.push(createIssue('PARENT_MISSING', path, { id, version }))
  }
  await look(basedOn, '/manifest/basedOn')
  for (const [at, reference] of (Array.isArray(overlays) ? overlays : []).entries())
    await look(reference, `/manifest/overlays/${at}`)
  return issues
}
