import { demandedShare, type StatementShare } from '@jieli/engine'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** How the statements of one document fare in the communities whose own it is. */
export interface CommunityShare extends StatementShare {
  readonly communities: readonly string[]
  /** All clauses of the document, background included. */
  readonly clauses: number
}

/** Prints for each community how many statements of its own document act, as a fraction and in percent. */
export function printStatementShares(terminal: Terminal, shares: readonly CommunityShare[]): void {
  if (shares.length === 0) return
  const heads = [
    { zh: '共同体', en: 'community' },
    { zh: '条款', en: 'clauses' },
    { zh: '表述', en: 'statements' },
    { zh: '起作用', en: 'act' },
    { zh: '占比', en: 'share' },
    { zh: `不低于 ${demandedShare}%`, en: `at least ${demandedShare}%` },
  ]
  const rows = shares.map(({ communities, clauses, statements, acts, permille, met }) => [
    communities.join('、'),
    `${clauses}`,
    `${statements}`,
    `${acts}`,
    `${acts}/${statements} = ${Math.floor(permille / 10)}.${permille % 10}%`,
    terminal.say(met ? { zh: '达到', en: 'met' } : { zh: '✗ 未达到', en: '✗ not met' }),
  ])
  terminal.line('')
  for (const line of textTable(
    [heads.map((head) => terminal.say(head)), ...rows],
    new Set([1, 2, 3, 4]),
  ))
    terminal.line(line)
  terminal.line(
    terminal.say({
      zh: '表述：本文件中规定谁可以、应当或者得到什么的条款，仅文字的也计入；百分比舍去一位小数以下。',
      en: 'Statements: the clauses of the own document that say who may, must or gets what, those that stay text included; percentages are cut after one decimal.',
    }),
  )
}
