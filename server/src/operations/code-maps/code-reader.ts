import type { Text } from '@jieli/engine'
import type { CodeEdition, CodeMapDocument } from '../../documents/code-map-document.ts'
import type { CodeMapEntry } from '../../exchange/code-map-entry.ts'
import type { OperationContext } from '../context/operation-context.ts'
import { findEntries } from './code-map-entries.ts'
import { mappedText, notMapped, severalCodes, versionText } from './code-map-texts.ts'
import { mapsInUse, sameEdition } from './maps-in-use.ts'

/** A coding as a message of FHIR brings it. */
export interface SentCoding {
  readonly system?: string | undefined
  readonly version?: string | undefined
  readonly code?: string | undefined
  readonly userSelected?: boolean | undefined
}

/** What the codings of one thing say in the edition that the rules are written in. */
export interface CodeReading {
  /** Absent where it is not certain. */
  readonly code?: string
  /** How it was mapped, or what is missing; absent where the code was sent in that edition. */
  readonly text?: Text
  /** The map it was read by. */
  readonly map?: string
}

/** Reads the codings of one thing; nothing where no map of the county is about any of them. */
export type CodeReader = (codings: readonly SentCoding[]) => CodeReading | undefined

type Entries = ReadonlyMap<CodeMapDocument, ReadonlyMap<string, CodeMapEntry>>

/**
 * Makes ready to read the codings of a message by the maps that the county uses.
 * @param message whatever has codings somewhere in it: they are looked up at once, before anything is read
 */
export async function codeReaderFor(
  context: Pick<OperationContext, 'store'>,
  county: string | undefined,
  message: unknown,
): Promise<CodeReader> {
  const maps = county === undefined ? [] : await mapsInUse(context, county)
  if (maps.length === 0) return () => undefined
  const entries = new Map<CodeMapDocument, ReadonlyMap<string, CodeMapEntry>>()
  for (const map of maps) {
    const codes = new Set<string>()
    collect(message, map.source.system, codes)
    entries.set(map, codes.size === 0 ? new Map() : await findEntries(context, map, codes))
  }
  return (codings) => readCodings(codings, entries)
}

/** Notes every code of a system, wherever in a message it is. */
function collect(value: unknown, system: string, codes: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const { system: named, code } = value as SentCoding
  if (named === system && typeof code === 'string') codes.add(code)
  for (const inner of Object.values(value)) collect(inner, system, codes)
}

function readCodings(codings: readonly SentCoding[], entries: Entries): CodeReading | undefined {
  const maps = [...entries.keys()]
  const known = codings.flatMap((coding) => {
    const { code } = coding
    const editions = editionsOf(coding, maps)
    return code === undefined || editions === undefined ? [] : [{ coding, code, ...editions }]
  })
  if (known.length === 0) return undefined
  const chosen = known.filter(({ coding }) => coding.userSelected === true)
  const looked = chosen.length > 0 ? chosen : known
  // Sent in the edition of the rules: taken as it is, before whatever a map would say.
  const direct = looked.filter(({ edition }) => isTarget(edition, maps))
  const [first, ...more] = new Set(direct.map(({ code }) => code))
  if (first !== undefined)
    return more.length === 0 ? { code: first } : { text: severalCodes([first, ...more]) }
  const readings = looked.map(({ coding, code, edition, among }) =>
    edition === undefined ? { text: versionText(coding, among) } : mapCode(code, edition, entries),
  )
  const codes = [...new Set(readings.map((reading) => reading.code))]
  const [only] = readings
  if (codes.length === 1) return only
  const unknown = readings.find((reading) => reading.code === undefined)
  return unknown ?? { text: severalCodes(codes.filter((code) => code !== undefined)) }
}

/** What one code of an edition is mapped to. Pure. */
function mapCode(code: string, edition: CodeEdition, entries: Entries): CodeReading {
  const map = [...entries.keys()].find(({ source }) => sameEdition(source, edition))
  if (map === undefined) throw new TypeError('an edition that no map is about was to be mapped')
  const entry = entries.get(map)?.get(code)
  const [target, ...more] = entry?.targets ?? []
  return target === undefined || more.length > 0
    ? { text: notMapped(code, map, entry) }
    : { code: target.code, text: mappedText(code, target.code, map), map: map.id }
}

function isTarget(edition: CodeEdition | undefined, maps: readonly CodeMapDocument[]): boolean {
  return edition !== undefined && maps.some(({ target }) => sameEdition(target, edition))
}

/** The edition of a coding, or those it may be of where it does not say; nothing where no map knows its system. Pure. */
function editionsOf(
  { system, version }: SentCoding,
  maps: readonly CodeMapDocument[],
):
  | { readonly edition: CodeEdition | undefined; readonly among: readonly CodeEdition[] }
  | undefined {
  const all = maps.flatMap(({ source, target }) => [source, target])
  const among = all.filter(
    (edition, at) =>
      edition.system === system && all.findIndex((each) => sameEdition(each, edition)) === at,
  )
  const [only, ...more] = among
  if (only === undefined) return undefined
  if (version === undefined) return { edition: more.length === 0 ? only : undefined, among }
  const named = among.find((each) => each.version === version)
  // A system of one edition may name whatever version it likes.
  return { edition: named ?? among.find((each) => each.version === null), among }
}
