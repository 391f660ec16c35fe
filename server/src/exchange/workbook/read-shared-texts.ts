import { maxCellLength } from '../table-column.ts'
import { createTableProblem, TableError } from '../table-problem.ts'
import type { Archive } from './open-archive.ts'
import { readPart } from './read-part.ts'
import { RichText } from './rich-text.ts'
import { workbookLimits } from './workbook-limits.ts'

/**
 * The texts cells refer to by number. Of one that is longer than a cell may be, only that much is kept that whoever
 * uses it sees so.
 * @throws TableError when they are damaged, or more than there may be
 */
export async function readSharedTexts(
  archive: Archive,
  part: string | undefined,
): Promise<readonly string[]> {
  const texts: string[] = []
  if (part === undefined) return texts
  let current: RichText | undefined
  await readPart(archive, part, {
    open: (name) => {
      if (name !== 'si') return current?.open(name) ?? false
      if (texts.length >= workbookLimits.sharedTexts)
        throw new TableError([
          createTableProblem(
            'WORKBOOK_TOO_MANY_TEXTS',
            { row: 0, value: part },
            { limit: workbookLimits.sharedTexts },
          ),
        ])
      current = new RichText(maxCellLength)
      return false
    },
    text: (text) => current?.add(text),
    close: (name) => {
      if (name !== 'si') current?.close(name)
      else if (current !== undefined) {
        texts.push(current.text())
        current = undefined
      }
    },
  })
  return texts
}
