import type { Archive } from './open-archive.ts'
import { isDateFormat } from './is-date-format.ts'
import { readPart } from './read-part.ts'
import { attributeNamed } from './read-xml.ts'
import { workbookLimits } from './workbook-limits.ts'

/** A style: by the number of its format, or like the base style it names. */
interface Style {
  readonly format: number | undefined
  readonly base: number | undefined
}

/**
 * Of each style of the cells, whether it shows a number as a day or time.
 * @throws TableError when the part is damaged
 */
export async function readStyles(
  archive: Archive,
  part: string | undefined,
): Promise<readonly boolean[]> {
  if (part === undefined) return []
  const templates = new Map<number, string>()
  const bases: Style[] = []
  const styles: Style[] = []
  await readPart(
    archive,
    part,
    {
      open: (name, attributes, around) => {
        if (name === 'numFmt') {
          const id = Number(attributeNamed(attributes, 'numFmtId'))
          const template = attributeNamed(attributes, 'formatCode')
          // Below that, Excel takes its own format whatever stands here.
          if (id >= 100 && template !== undefined) templates.set(id, template)
        } else if (name === 'xf') {
          const style = {
            format: numberIn(attributeNamed(attributes, 'numFmtId')),
            base: numberIn(attributeNamed(attributes, 'xfId')),
          }
          if (around.at(-1) === 'cellXfs') styles.push(style)
          else if (around.at(-1) === 'cellStyleXfs') bases.push(style)
        }
        return false
      },
    },
    workbookLimits.smallPartBytes,
  )
  const known = new Map<number, boolean>()
  return styles.map(({ format, base }) => {
    const id = format ?? bases[base ?? 0]?.format ?? 0
    const before = known.get(id)
    if (before !== undefined) return before
    const isDate = isDateFormat(id, templates.get(id))
    known.set(id, isDate)
    return isDate
  })
}

function numberIn(text: string | undefined): number | undefined {
  return text === undefined || text === '' ? undefined : Number(text)
}
