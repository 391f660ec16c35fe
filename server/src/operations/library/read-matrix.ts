import {
  indexRuleset,
  type Bundle,
  type DatedValue,
  formatParameter,
  jsonEqual,
  type Parameter,
  parameterAsOf,
  type Ruleset,
  type Text,
  type Value,
} from '@jieli/engine'
import type { Caller } from '../context/caller.ts'
import { damagedEntry, shownProblem, unlessDamaged } from '../context/damaged-versions.ts'
import type { PublicationDocument } from '../../documents/publication-document.ts'
import { findPublications, findPublicationInForce } from '../context/find-publication.ts'
import { listRulesets } from './list-rulesets.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { versionsBehind } from './version-gap.ts'
import { dayAt } from '../../ports/time.ts'
import { publicationId } from '../context/bundle-cache.ts'
import type { RulesetSummary } from '../../contracts/ruleset.ts'
import type { MatrixRuleset, MatrixCell, MatrixRow, Matrix } from '../../contracts/matrix.ts'
import type { DamagedEntry } from '../../contracts/common.ts'

/** A value of many is the usual one when more than half of at least this many say it. */
const fewestForMajority = 3

/**
 * The parameter values in force on a day in every ruleset the caller may read, side by side. What has no version in
 * force on that day is left out.
 */
export async function readMatrix(
  context: OperationContext,
  caller: Caller,
  request: {
    readonly parameters?: readonly string[] | undefined
    readonly rulesets?: readonly string[] | undefined
    readonly asOf?: string | undefined
  },
): Promise<Matrix> {
  const asOf = request.asOf ?? dayAt(context.clock.now())
  const columns: Column[] = []
  const damaged: DamagedEntry[] = []
  for (const summary of await listRulesets(context, caller)) {
    if (request.rulesets?.includes(summary.id) === false) continue
    const publication = await findPublicationInForce(context.store, summary.id, asOf)
    if (publication === undefined) continue
    const column = await unlessDamaged(() => readColumn(context, summary, publication))
    if ('damaged' in column) damaged.push(damagedEntry(publication, column.damaged))
    else columns.push(column.value)
  }
  const known = new Map<string, Parameter>()
  for (const { parameters } of columns)
    for (const [id, parameter] of parameters) if (!known.has(id)) known.set(id, parameter)
  const wanted = [...known.values()].filter(({ id }) => request.parameters?.includes(id) !== false)
  return {
    asOf,
    rulesets: columns.map(({ ruleset }) => ruleset),
    damaged,
    parameters: wanted.map((parameter) => rowOf(parameter, columns, asOf)),
  }
}

interface Column {
  readonly ruleset: MatrixRuleset
  readonly bundle: Bundle
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly template: ReadonlyMap<string, Parameter>
}

async function readColumn(
  context: OperationContext,
  summary: RulesetSummary,
  publication: PublicationDocument,
): Promise<Column> {
  const bundle = await context.bundles.bundleOf(publication)
  const { basedOn } = publication.manifest
  const versions = basedOn === undefined ? [] : await findPublications(context.store, basedOn.id)
  const resting =
    basedOn && (await publicationOf(context, publicationId(basedOn.id, basedOn.version)))
  const template =
    resting && (await unlessDamaged(async () => (await context.bundles.bundleOf(resting)).ruleset))
  const { id, title, kind, county, sample } = summary
  return {
    ruleset: {
      id,
      title,
      kind,
      sample,
      version: publication.version,
      ...(county !== undefined && { county }),
      ...(basedOn !== undefined && { template: basedOn }),
      behind: basedOn === undefined ? 0 : versionsBehind(versions, basedOn.version),
      ...(template && 'damaged' in template && { templateProblem: shownProblem(template.damaged) }),
    },
    bundle,
    parameters: parametersOf(bundle.ruleset),
    template: parametersOf(template && 'value' in template ? template.value : undefined),
  }
}

async function publicationOf(
  context: OperationContext,
  id: string,
): Promise<PublicationDocument | undefined> {
  return await context.store.get('publications', id)
}

function parametersOf(ruleset: Ruleset | undefined): ReadonlyMap<string, Parameter> {
  return ruleset === undefined ? new Map() : indexRuleset(ruleset).parameters
}

function rowOf(first: Parameter, columns: readonly Column[], asOf: string): MatrixRow {
  const { id, title, unit, required } = first
  const said = columns.flatMap(({ parameters }) => {
    const parameter = parameters.get(id)
    const dated = parameter && parameterAsOf(parameter, asOf)
    return parameter === undefined || dated === undefined ? [] : [{ parameter, dated }]
  })
  const most = majority(said.map(({ dated }) => dated))
  const told =
    most === undefined ? undefined : said.find(({ dated }) => jsonEqual(dated.value, most))
  return {
    id,
    title,
    ...(unit !== undefined && { unit }),
    required,
    ...(told !== undefined && { most: wordsOf(told.parameter, told.dated.value) }),
    cells: columns.map((column) => cellOf(column, id, { asOf, most })),
  }
}

/** The value more than half say, where enough say one at all. */
function majority(values: readonly DatedValue[]): Value | undefined {
  if (values.length < fewestForMajority) return undefined
  return values.find(
    ({ value }) =>
      values.filter((other) => jsonEqual(other.value, value)).length * 2 > values.length,
  )?.value
}

function cellOf(
  column: Column,
  id: string,
  { asOf, most }: { asOf: string; most: Value | undefined },
): MatrixCell {
  const { ruleset, bundle, template } = column
  const plain = { ruleset: ruleset.id, own: false, unlikeMost: false } as const
  const parameter = column.parameters.get(id)
  if (parameter === undefined) return { ...plain, state: 'unknown' }
  const dated = parameterAsOf(parameter, asOf)
  if (dated === undefined) return { ...plain, state: 'open' }
  const theirs = template.get(id)
  const given = theirs && parameterAsOf(theirs, asOf)
  const differs = given !== undefined && !jsonEqual(given.value, dated.value)
  return {
    ruleset: ruleset.id,
    state: 'value',
    value: dated.value,
    words: wordsOf(parameter, dated.value),
    from: dated.from,
    ...(dated.sample === true && { sample: true }),
    own: bundle.origin[`/parameters/${id}/values/${dated.from}`] === ruleset.id,
    unlikeMost: most !== undefined && !jsonEqual(most, dated.value),
    ...(differs && theirs !== undefined && { template: wordsOf(theirs, given.value) }),
  }
}

function wordsOf(parameter: Parameter, value: Value): Text {
  return {
    zh: formatParameter(parameter, value, 'zh'),
    en: formatParameter(parameter, value, 'en'),
  }
}
