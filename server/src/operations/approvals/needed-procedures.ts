import { governedChanges, type Pathway, type Ruleset, type RulesetList } from '@jieli/engine'
import type { CaseSummary } from '../../documents/case-document.ts'
import { summaries } from '../../ports/collections.ts'
import { dayAt } from '../../ports/time.ts'
import { assertSound } from '../cases/case-soundness.ts'
import { draftOf } from '../cases/draft-of-case.ts'
import { findPublicationInForce, publishedRulesets } from '../context/find-publication.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { rolesAt } from './state-roles.ts'

/** How a procedure stands to one content: it is in force in a case about it, goes on, or is about something else. */
export type ProcedureStanding = 'inForce' | 'underWay' | 'otherContent' | 'none'

/** A procedure that has to be gone through before a content takes effect. */
export interface NeededProcedure {
  /** Whose version in force asks for it. */
  readonly ruleset: string
  readonly pathway: Pathway
  /** What of the content it governs and is not as in the version in force. */
  readonly changed: readonly { readonly list: RulesetList; readonly id: string }[]
  readonly standing: ProcedureStanding
  /** The case that says so. */
  readonly case?: string
}

/**
 * The version in force today that says which procedures govern; undefined where none is. Only a county's does: a template
 * or pack says what those who rest on it go through, and no case runs on it.
 */
export async function governingVersion(
  context: OperationContext,
  { manifest }: Pick<Ruleset, 'manifest'>,
): Promise<Ruleset | undefined> {
  if (manifest.kind !== 'county') return undefined
  const today = dayAt(context.clock.now(), manifest.calendar?.utcOffset)
  const publication = await findPublicationInForce(context.store, manifest.id, today)
  return publication && (await context.bundles.bundleOf(publication)).ruleset
}

/**
 * The procedures that a content has to go through, and how each stands: by what the version in force says, whatever the
 * content says of itself. Where no version of it is in force, by what those of the county's other rulesets say.
 */
export async function neededProcedures(
  context: OperationContext,
  candidate: Ruleset,
  content: string,
): Promise<readonly NeededProcedure[]> {
  const inForce = await governingVersion(context, candidate)
  if (inForce !== undefined)
    return await neededBy(context, inForce, { candidate, content, before: () => inForce })
  const found: NeededProcedure[] = []
  for (const other of await otherVersions(context, candidate)) {
    const before = (pathway: Pathway) => ungoverned(candidate, pathway)
    found.push(...(await neededBy(context, other, { candidate, content, before })))
  }
  return found
}

/** A content without what a procedure governs: what its first version is compared with. Pure. */
export function ungoverned(
  candidate: Ruleset,
  { governs = [] }: Pick<Pathway, 'governs'>,
): Ruleset {
  return { ...candidate, ...Object.fromEntries(governs.map((list) => [list, []])) }
}

/** The procedures of a version in force that a content has to go through. */
async function neededBy(
  context: OperationContext,
  governing: Ruleset,
  asked: {
    readonly candidate: Ruleset
    readonly content: string
    readonly before: (pathway: Pathway) => Ruleset
  },
): Promise<readonly NeededProcedure[]> {
  const { candidate, content, before } = asked
  const needed = governing.pathways
    .map((pathway) => ({ pathway, changed: governedChanges(before(pathway), candidate, pathway) }))
    .filter(({ changed }) => changed.length > 0)
  if (needed.length === 0) return []
  const cases = (await casesAboutDrafts(context, governing)).filter(
    (each) => (each.procedure?.draft?.ruleset ?? each.ruleset) === candidate.manifest.id,
  )
  const found: NeededProcedure[] = []
  // A case that runs on an earlier version goes by what that one asked for.
  const { id: ruleset, version } = governing.manifest
  for (const each of needed) {
    const standing = await standingOf(context, { cases, content, version, ...each })
    found.push({ ruleset, ...each, ...standing })
  }
  return found
}

/**
 * The versions in force of the other rulesets of a county. Where none of a ruleset is in force itself, they are asked
 * instead: nobody goes round the departments by putting what they approve into a new ruleset.
 */
async function otherVersions(
  context: OperationContext,
  { manifest: { id, kind, county, calendar } }: Ruleset,
): Promise<readonly Ruleset[]> {
  if (kind !== 'county') return []
  const today = dayAt(context.clock.now(), calendar?.utcOffset)
  const found: Ruleset[] = []
  for (const other of await publishedRulesets(context.store)) {
    if (other === id) continue
    const publication = await findPublicationInForce(context.store, other, today)
    const same = publication?.manifest.kind === 'county' && publication.manifest.county === county
    // What another server makes runs no cases here.
    if (publication === undefined || !same || publication.elsewhere !== undefined) continue
    found.push((await context.bundles.bundleOf(publication)).ruleset)
  }
  return found
}

/** So many cases of the community are looked through, the latest changed first. */
const looked = 200

/** The cases of a ruleset that are about drafts of it, the latest changed first. */
async function casesAboutDrafts(
  context: OperationContext,
  { manifest: { id, county = '' } }: Ruleset,
): Promise<readonly CaseSummary[]> {
  const found = await context.store.find<'cases', CaseSummary>('cases', {
    anyOf: [{ county, ruleset: id }],
    sort: { field: 'procedureAt', direction: 'descending' },
    limit: looked,
    only: summaries.cases,
  })
  return found.filter(({ procedure }) => procedure?.draft !== undefined)
}

async function standingOf(
  context: OperationContext,
  {
    cases,
    content,
    pathway,
    version,
  }: { cases: readonly CaseSummary[]; content: string; pathway: Pathway; version: string },
): Promise<Pick<NeededProcedure, 'standing' | 'case'>> {
  const mine = cases.filter((each) => each.pathway === pathway.id && each.version === version)
  const about = mine.filter(({ procedure }) => procedure?.draft?.content === content)
  for (const { id, status } of about)
    if (status === 'done' && (await isInForce(context, id, content)))
      return { standing: 'inForce', case: id }
  const active = mine.filter(({ status }) => status === 'active')
  const going =
    active.find((each) => about.includes(each)) ??
    active.find((each) => rolesAt(pathway, each.state).has('drafting'))
  if (going !== undefined) return { standing: 'underWay', case: going.id }
  const [other] = active
  return other === undefined ? { standing: 'none' } : { standing: 'otherContent', case: other.id }
}

/** Whether a case ended in force about a content, by its own sealed steps and the chart it ran on. */
async function isInForce(context: OperationContext, id: string, content: string): Promise<boolean> {
  const document = await context.store.get('cases', id)
  if (document === undefined) return false
  assertSound(context, document)
  const { ruleset } = await context.bundles.bundleOfCase(document)
  const chart = ruleset.pathways.find((each) => each.id === document.pathway)
  return (
    chart !== undefined &&
    document.status === 'done' &&
    draftOf(document.history)?.content === content &&
    rolesAt(chart, document.state).has('inForce')
  )
}
