import type { Manifest, Parameter, Text } from '@jieli/engine'
import { ServerError } from '../errors/server-error.ts'
import { type Caller, maySeeRuleset } from './caller.ts'
import type { DraftDocument } from './documents.ts'
import { findPublications } from './find-publication.ts'
import { listRulesets } from './list-rulesets.ts'
import type { OperationContext } from './operation-context.ts'
import { readPull } from './pull-draft.ts'
import { resolveLayer } from './template-standing.ts'

/** Something that waits for whoever looks after a ruleset. */
export type WorkEntry = {
  readonly ruleset: string
  readonly title: Text
  /** Since when. */
  readonly at: string
} & (
  | {
      readonly kind: 'templateMoved'
      readonly template: { readonly id: string; readonly title: Text }
      readonly from: string
      readonly to: string
      readonly behind: number
      readonly changes: number
      readonly conflicts: number
    }
  | {
      readonly kind: 'parametersMissing'
      readonly parameters: readonly { readonly id: string; readonly title: Text }[]
    }
  | { readonly kind: 'draftUnpublished'; readonly revision: number; readonly savedBy: string }
)

/**
 * What waits for the caller in the rulesets they may edit, newest first. It is worked out from the publications and
 * drafts each time, so that it can never say anything else than they do.
 */
export async function listWork(
  context: OperationContext,
  caller: Caller,
): Promise<readonly WorkEntry[]> {
  const entries: WorkEntry[] = []
  for (const summary of await listRulesets(context, caller)) {
    // What another server makes is pulled there.
    if (summary.elsewhere !== undefined) continue
    if (!maySeeRuleset(caller, 'drafts.read', summary)) continue
    const { id, title } = summary
    const told = { ruleset: id, title }
    const draft = await context.store.get<DraftDocument>('drafts', id)
    const basedOn = draft?.manifest?.basedOn ?? summary.basedOn
    const [newest] = basedOn === undefined ? [] : await findPublications(context.store, basedOn.id)
    if (newest !== undefined && newest.version !== basedOn?.version) {
      const moved = await pullOf(context, caller, id)
      if (moved !== undefined && moved.behind > 0)
        entries.push({
          ...told,
          kind: 'templateMoved',
          at: newest.publishedAt,
          template: moved.template,
          from: moved.from,
          to: moved.to,
          behind: moved.behind,
          changes: moved.items.length,
          conflicts: moved.items.filter(({ status }) => status === 'conflict').length,
        })
    }
    if (summary.draft === undefined || draft?.layer == null) continue
    const { revision, savedAt, savedBy } = summary.draft
    entries.push({ ...told, kind: 'draftUnpublished', at: savedAt, revision, savedBy })
    const parameters = await missingParameters(context, draft)
    if (parameters.length > 0)
      entries.push({ ...told, kind: 'parametersMissing', at: savedAt, parameters })
  }
  return entries.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}

/** A draft that cannot be read is told where it is opened; it must not hide everybody else's work. */
async function pullOf(context: OperationContext, caller: Caller, ruleset: string) {
  try {
    return await readPull(context, caller, { ruleset })
  } catch (error) {
    if (error instanceof ServerError) return undefined
    throw error
  }
}

/** Only a county has to answer everything; a template may leave it to them. */
async function missingParameters(
  context: OperationContext,
  draft: DraftDocument,
): Promise<readonly Pick<Parameter, 'id' | 'title'>[]> {
  const manifest: Manifest | null = draft.manifest
  if (manifest?.kind !== 'county' || draft.layer === null) return []
  const { ruleset } = (await resolveLayer(context, draft.layer)).resolved
  return (ruleset?.parameters ?? [])
    .filter(({ required, values }) => required && values.length === 0)
    .map(({ id, title }) => ({ id, title }))
}
