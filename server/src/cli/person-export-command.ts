import { type AskFlags, askAndWrite } from './ask-and-write.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import type { Terminal } from './terminal.ts'

export interface PersonExportFlags extends AskFlags {
  readonly county: string
  readonly reason: string
}

/**
 * `person export <patient>`: everything a running server keeps of a person in a county, as one file. The server keeps that it
 * was handed out, by whose key and why, before it goes out.
 */
export async function personExportCommand(
  terminal: Terminal,
  patient: string,
  flags: PersonExportFlags,
): Promise<ExitCode> {
  const { county, reason, out } = flags
  const { sections } = await askAndWrite(
    terminal,
    flags,
    async (jieli) => await jieli.exportPerson(county, { patient, reason }),
  )
  const counts = Object.fromEntries(sections.map(({ name, items }) => [name, items.length]))
  if (terminal.json) terminal.value({ out, county, patient, counts })
  const cases = counts['cases'] ?? 0
  terminal.line(
    terminal.say({
      zh: `“${patient}”在“${county}”的全部记录（${cases} 件个案）已写入 ${out}，只有你能读取。审计日志已记下是谁、为何导出；提交的文件按其中的 href 另取。`,
      en: `All that is kept of "${patient}" in "${county}" (${cases} cases) is in ${out}, for you alone to read. The audit log has who handed it out and why; documents are fetched by their href.`,
    }),
  )
  return exitCodes.good
}
