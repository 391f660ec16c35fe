import { issueCatalogue } from '@jieli/engine'
import { auditProblemCatalogue } from '../../../server/src/audit/problem-catalogue.ts'
import { errorCatalogue } from '../../../server/src/errors/catalogue.ts'
import { tableProblemCatalogue } from '../../../server/src/exchange/table-problem-catalogue.ts'

/** The server's errors as rows of a Markdown table. */
export function serverErrorRows(): string[] {
  return Object.entries(errorCatalogue).map(
    ([code, { status, zh, en }]) => `| \`${code}\` | ${status} | ${cell(zh)} | ${cell(en)} |`,
  )
}

/** The engine's issues as rows of a Markdown table. */
export function engineIssueRows(): string[] {
  return Object.entries(issueCatalogue).map(
    ([code, { severity, zh, en }]) => `| \`${code}\` | ${severity} | ${cell(zh)} | ${cell(en)} |`,
  )
}

/** What is said of imported tables as rows of a Markdown table. */
export function tableProblemRows(): string[] {
  return Object.entries(tableProblemCatalogue).map(
    ([code, { severity, zh, en }]) => `| \`${code}\` | ${severity} | ${cell(zh)} | ${cell(en)} |`,
  )
}

/** What verifying the audit log finds as rows of a Markdown table. */
export function auditProblemRows(): string[] {
  return Object.entries(auditProblemCatalogue).map(
    ([code, { severity, what, why, advice }]) =>
      `| \`${code}\` | ${severity} | ${cell(what.zh + why.zh + advice.zh)} | ${cell(`${what.en} ${why.en} ${advice.en}`)} |`,
  )
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
