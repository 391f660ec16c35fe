import { stat } from 'node:fs/promises'
import { type Bundle, type Period, periodOf } from '@jieli/engine'
import { type FolderTableProblem, DataFolderError } from '../data-folder/folder-problem.ts'
import {
  type FolderData,
  readDataFolder,
  type ReadFolderOptions,
} from '../data-folder/read-data-folder.ts'
import { WrongUseError } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

/** The period given on the command line. @throws WrongUseError when it is none */
export function periodForCommand(terminal: Terminal, text: string): Period {
  const period = periodOf(text)
  if (period !== undefined) return period
  throw new WrongUseError(
    terminal.say({
      zh: `--period 须写作 2025-01（月）、2025-Q1（季）、2025-H1（半年）或 2025（年），收到的是“${text}”。`,
      en: `--period must be a month 2025-01, a quarter 2025-Q1, a half 2025-H1 or a year 2025, not "${text}".`,
    }),
  )
}

/**
 * Reads a data folder for a command, or prints what is wrong with its files and gives nothing.
 * @throws WrongUseError when there is no such folder
 */
export async function readFolderForCommand(
  terminal: Terminal,
  bundle: Bundle,
  { folder, ...options }: ReadFolderOptions & { readonly folder: string },
): Promise<FolderData | undefined> {
  const found = await stat(folder).catch(() => undefined)
  if (found?.isDirectory() !== true)
    throw new WrongUseError(
      terminal.say({ zh: `没有文件夹“${folder}”。`, en: `There is no folder "${folder}".` }),
    )
  try {
    const data = await readDataFolder(bundle, folder, {
      ...options,
      onProgress: (cases) => {
        terminal.progress(cases, cases, { zh: '个个案已读入', en: 'cases read' })
      },
    })
    for (const note of data.notes.slice(0, shownNotes))
      terminal.aside(`· ${placed(terminal, note)}`)
    if (data.notes.length > shownNotes)
      terminal.aside(
        terminal.say({
          zh: `· 另有 ${data.notes.length - shownNotes} 条读数说明。`,
          en: `· ${data.notes.length - shownNotes} more notes on how cells were read.`,
        }),
      )
    return data
  } catch (error) {
    if (!(error instanceof DataFolderError)) throw error
    printProblems(terminal, error)
    return undefined
  }
}

const shownNotes = 10

function printProblems(terminal: Terminal, { problems, total }: DataFolderError): void {
  if (terminal.json) terminal.value({ problems, total })
  for (const problem of problems) terminal.line(`✗ ${placed(terminal, problem)} [${problem.code}]`)
  const more = total - problems.length
  terminal.line(
    terminal.say({
      zh: `数据中有 ${total} 个问题${more > 0 ? `（另有 ${more} 个未列出）` : ''}，没有计算任何结果。`,
      en: `The data has ${total} problem(s)${more > 0 ? ` (${more} more not listed)` : ''}. Nothing was computed.`,
    }),
  )
}

function placed(terminal: Terminal, { file, row, column, message }: FolderTableProblem): string {
  const place = [file, ...(row > 0 ? [String(row)] : []), ...(column === '' ? [] : [column])]
  return `${place.join(':')}  ${terminal.say(message)}`
}
