import {
  type Bundle,
  formatRatio,
  fractionOfRatio,
  indexRuleset,
  type RateStatus,
  writtenNumber,
} from '@jieli/engine'
import type { RateTable } from './rate-table.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** Prints the rates of the clinical pathways: all, then by unit, department and pathway, with each definition. */
export function printRates(terminal: Terminal, bundle: Bundle, tables: readonly RateTable[]): void {
  if (tables.length === 0) return
  const rates = bundle.ruleset.pathwayRates
  terminal.line('')
  terminal.line(terminal.say({ zh: '【临床路径】', en: '[Clinical pathways]' }))
  for (const { title, definition } of rates)
    terminal.line(
      `  ${terminal.say(title)}${terminal.language === 'zh' ? '：' : ': '}${terminal.say(definition)}`,
    )
  for (const { fact, groups } of tables) {
    terminal.line('')
    terminal.line(`  ${heading(terminal, bundle, fact)}`)
    const header = ['', ...rates.map(({ title }) => terminal.say(title))]
    const rows = groups.map(({ by, rates: own }) => [
      fact === null
        ? terminal.say({ zh: '全部', en: 'all' })
        : (by[fact] ?? terminal.say({ zh: '未填', en: 'not told' })),
      ...own.map((rate) => standing(terminal, rate)),
    ])
    for (const line of textTable([header, ...rows])) terminal.line(`    ${line}`)
  }
}

function heading(terminal: Terminal, bundle: Bundle, fact: string | null): string {
  if (fact === null) return terminal.say({ zh: '医共体', en: 'The community' })
  if (fact === 'unit') return terminal.say({ zh: '按单位', en: 'By unit' })
  const title = indexRuleset(bundle.ruleset).facts.get(fact)?.title ?? { zh: fact, en: fact }
  return terminal.say({ zh: `按${title.zh}`, en: `By ${title.en}` })
}

/** `✓ 71.2% (712/1000) 余 17`: what it is, against its threshold, and how many cases until the line is crossed. */
function standing(terminal: Terminal, rate: RateStatus): string {
  const { numerator, denominator, verdict, threshold, distance } = rate
  if (numerator === null || denominator === null || denominator <= 0)
    return terminal.say({ zh: '无法评价', en: 'not assessable' })
  const share = { n: BigInt(numerator), d: BigInt(denominator) }
  const against = threshold === null ? undefined : fractionOfRatio(threshold)
  const counts = `${writtenNumber('ratio', share, terminal.language, against)} (${numerator}/${denominator})`
  if (verdict === 'reported' || verdict === 'notAssessable') return counts
  const mark = verdict === 'pass' ? '✓' : '✗'
  const line =
    threshold === null
      ? ''
      : `${terminal.say({ zh: ' 线', en: ' line ' })}${formatRatio(threshold)}`
  const cases = distance?.cases
  const room =
    cases === undefined || cases === null
      ? ''
      : terminal.say(
          distance?.side === 'passes'
            ? { zh: ` 余${cases}例`, en: ` ${cases} to spare` }
            : { zh: ` 差${cases}例`, en: ` ${cases} short` },
        )
  return `${mark} ${counts}${line}${room}`
}
