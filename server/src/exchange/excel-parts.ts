import { strFromU8, type UnzipFileInfo, unzipSync } from 'fflate'

/** The parts of a workbook that are needed to judge its first sheet. */
export interface ExcelParts {
  /** The XML of the first sheet. */
  readonly sheet: string
}

/** What a workbook may unpack to, in bytes: a small file can hide an enormous one. */
const largestUnpacked = 200_000_000

/** Why a file is not a workbook that can be read. */
export type ExcelFault = 'notExcel' | 'tooLarge'

/**
 * Unpacks the parts of an `.xlsx` file that say what its first sheet is and what stands in it. The sizes the archive
 * states are what is set aside for them, so an archive that understates them does not get more.
 */
export function unpackExcel(bytes: Uint8Array): ExcelParts | ExcelFault {
  let unpacked = 0
  const filter = (file: UnzipFileInfo): boolean => {
    // Everything the reader of the cells will unpack counts, whether it is looked at here or not.
    if (/\.xml(\.rels)?$/.test(file.name)) unpacked += file.originalSize
    return (
      unpacked <= largestUnpacked &&
      /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(file.name)
    )
  }
  let files: Readonly<Record<string, Uint8Array>>
  try {
    files = unzipSync(bytes, { filter })
  } catch {
    return 'notExcel'
  }
  if (unpacked > largestUnpacked) return 'tooLarge'
  const text = (name: string) => {
    const file = files[name]
    return file === undefined ? undefined : strFromU8(file)
  }
  const workbook = text('xl/workbook.xml')
  const relations = text('xl/_rels/workbook.xml.rels')
  if (workbook === undefined || relations === undefined) return 'notExcel'
  const first = /<(?:\w+:)?sheet\s[^>]*?\b\w+:id="([^"]+)"/.exec(workbook)?.[1]
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => attribute(tag, 'Id') === first)
  const target = relation === undefined ? undefined : attribute(relation, 'Target')
  if (target === undefined) return 'notExcel'
  const sheet = text(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
  return sheet === undefined ? 'notExcel' : { sheet }
}

/** The value of an attribute in a tag's text. Pure. */
export function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}
