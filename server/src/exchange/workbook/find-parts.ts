import type { Archive } from './open-archive.ts'
import { readPart } from './read-part.ts'
import { attributeNamed } from './read-xml.ts'
import { workbookLimits } from './workbook-limits.ts'
import { damagedPart, notWorkbook } from './workbook-problem.ts'

/** Where the parts of a workbook lie that its first sheet needs. */
export interface WorkbookParts {
  readonly sheet: string
  /** Where there are any. */
  readonly sharedTexts: string | undefined
  readonly styles: string | undefined
  /** Days count from 1904, as in workbooks begun on old Macintoshes. */
  readonly from1904: boolean
}

const workbookPart = 'xl/workbook.xml'
const relationsPart = 'xl/_rels/workbook.xml.rels'

/**
 * Finds the first sheet of a workbook, which is the one it names first, and what goes with it.
 * @throws TableError when there is none
 */
export async function findParts(archive: Archive): Promise<WorkbookParts> {
  if (!archive.has(workbookPart) || !archive.has(relationsPart)) throw notWorkbook()
  const { first, from1904 } = await readWorkbook(archive)
  const paths = await readRelations(archive, first)
  if (paths.sheet === undefined || !archive.has(paths.sheet)) throw damagedPart(workbookPart)
  const there = (path: string) => (archive.has(path) ? path : undefined)
  return {
    sheet: paths.sheet,
    sharedTexts: there(paths.sharedTexts ?? 'xl/sharedStrings.xml'),
    styles: there(paths.styles ?? 'xl/styles.xml'),
    from1904,
  }
}

async function readWorkbook(
  archive: Archive,
): Promise<{ readonly first: string | undefined; readonly from1904: boolean }> {
  let first: string | undefined
  let date1904: string | undefined
  await readPart(
    archive,
    workbookPart,
    {
      open: (name, attributes) => {
        // Of several, the first says what holds.
        if (name === 'sheet') first ??= attributeNamed(attributes, 'id') ?? ''
        if (name === 'workbookPr') date1904 ??= attributeNamed(attributes, 'date1904') ?? ''
        return false
      },
    },
    workbookLimits.smallPartBytes,
  )
  return { first, from1904: date1904 === '1' || date1904 === 'true' }
}

interface Paths {
  sheet?: string
  sharedTexts?: string
  styles?: string
}

async function readRelations(archive: Archive, first: string | undefined): Promise<Paths> {
  const paths: Paths = {}
  await readPart(
    archive,
    relationsPart,
    {
      open: (name, attributes) => {
        if (name !== 'Relationship') return false
        const { Id, Type = '', Target = '' } = attributes
        const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
        // Both standards name the kinds alike, at the end of their addresses.
        const kind = Type.slice(Type.lastIndexOf('/') + 1)
        if (kind === 'worksheet' && Id === first) paths.sheet = path
        else if (kind === 'sharedStrings') paths.sharedTexts = path
        else if (kind === 'styles') paths.styles = path
        return false
      },
    },
    workbookLimits.smallPartBytes,
  )
  return paths
}
