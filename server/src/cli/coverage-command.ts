import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type ClauseCoverage, coverRuleset, runScenarios } from '@jieli/engine'
import { bundledRulesetsFolder, listRulesetFolders } from '../rulesets/find-ruleset.ts'
import { type CarriedClause, readClauses } from './clause-list.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import type { Terminal } from './terminal.ts'

/** How one clause fares. */
interface ClauseReport {
  readonly clause: CarriedClause
  readonly carried: boolean
  readonly exercised: boolean
}

/** `coverage [ruleset]`: which clauses of the sources are carried by rules, and which of those scenarios exercise. */
export async function coverageCommand(
  terminal: Terminal,
  ruleset: string | undefined,
): Promise<ExitCode> {
  const folder = path.join(bundledRulesetsFolder, 'clauses')
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'))
  if (files.length === 0)
    throw new WrongUseError(
      terminal.say({
        zh: `没有条款清单（${folder}）。`,
        en: `There is no list of clauses (${folder}).`,
      }),
    )
  const clauses: CarriedClause[] = []
  for (const file of files.toSorted())
    clauses.push(...(await readClauses(terminal, path.join(folder, file))))
  const names = ruleset === undefined ? await listRulesetFolders() : [ruleset]
  const found = await coverAll(terminal, names)
  if (found === undefined) return exitCodes.problems
  const wanted =
    ruleset === undefined ? clauses : clauses.filter(({ citation }) => found.has(citation))
  const reports = wanted.map((clause): ClauseReport => {
    const coverage = found.get(clause.citation)
    return {
      clause,
      carried: coverage !== undefined && coverage.items.length > 0,
      exercised: coverage !== undefined && coverage.exercised.length > 0,
    }
  })
  const known = new Set(clauses.map(({ citation }) => citation))
  const unknown = [...found.keys()].filter((citation) => !known.has(citation)).toSorted()
  return tell(terminal, reports, unknown)
}

/** The coverage of every ruleset laid together, or nothing when one of them cannot be read. */
async function coverAll(
  terminal: Terminal,
  names: readonly string[],
): Promise<ReadonlyMap<string, ClauseCoverage> | undefined> {
  const all = new Map<string, ClauseCoverage>()
  let unreadable = false
  for (const name of names) {
    const loaded = await loadForCommand(terminal, name)
    if (loaded === undefined) {
      unreadable = true
      continue
    }
    const results = runScenarios(loaded.bundle)
    for (const { citation, items, exercised } of coverRuleset(loaded.bundle.ruleset, results)) {
      const before = all.get(citation)
      all.set(citation, {
        citation,
        items: [...(before?.items ?? []), ...items],
        exercised: [...(before?.exercised ?? []), ...exercised],
      })
    }
  }
  return unreadable ? undefined : all
}

function tell(
  terminal: Terminal,
  reports: readonly ClauseReport[],
  unknown: readonly string[],
): ExitCode {
  const demanded = reports.filter(({ clause }) => clause.mustBeCarried)
  const missing = demanded.filter(({ carried }) => !carried).map(({ clause }) => clause.id)
  const idle = demanded
    .filter(({ carried, exercised }) => carried && !exercised)
    .map(({ clause }) => clause.id)
  const prefixes = [...new Set(reports.map(({ clause }) => prefixOf(clause.id)))].toSorted()
  const rows = prefixes.map((prefix) => {
    const own = reports.filter(({ clause }) => prefixOf(clause.id) === prefix)
    const count = (test: (report: ClauseReport) => boolean) => own.filter(test).length
    return {
      prefix,
      clauses: own.length,
      mustBeCarried: count(({ clause }) => clause.mustBeCarried),
      carried: count(({ carried }) => carried),
      exercised: count(({ exercised }) => exercised),
      asData: count(({ clause, carried }) => clause.data && carried),
      textOnly: count(({ clause }) => clause.carried === 'text only'),
    }
  })
  const good = missing.length + idle.length + unknown.length === 0
  if (terminal.json) terminal.value({ prefixes: rows, missing, notExercised: idle, unknown })
  const heads = terminal.say({
    zh: '前缀  条款  应实现  已实现  已验证  作为数据  仅文字',
    en: 'prefix  clauses  must be carried  carried  exercised  as data  text only',
  })
  terminal.line(heads)
  const widths = heads.split('  ').map((head) => head.length)
  for (const row of rows)
    terminal.line(
      Object.values(row)
        .map((cell, at) =>
          String(cell).padEnd((widths[at] ?? 0) * (terminal.language === 'zh' ? 2 : 1)),
        )
        .join('  ')
        .trimEnd(),
    )
  for (const id of missing)
    terminal.line(`✗ ${id}  ${terminal.say({ zh: '没有任何条目引用', en: 'no item cites it' })}`)
  for (const id of idle)
    terminal.line(
      `✗ ${id}  ${terminal.say({ zh: '没有情景验证到', en: 'no scenario exercises it' })}`,
    )
  for (const id of unknown)
    terminal.line(
      `✗ ${id}  ${terminal.say({ zh: '被引用，但清单中没有这一条', en: 'is cited, but no list has it' })}`,
    )
  terminal.line(
    terminal.say(
      good
        ? { zh: '条款全部实现并验证。', en: 'Every clause is carried and exercised.' }
        : {
            zh: `未实现 ${missing.length} 条，未验证 ${idle.length} 条，引用无此条 ${unknown.length} 处。`,
            en: `${missing.length} not carried, ${idle.length} not exercised, ${unknown.length} cited that no list has.`,
          },
    ),
  )
  return good ? exitCodes.good : exitCodes.problems
}

function prefixOf(clause: string): string {
  return clause.replace(/-?\d+[a-z]?$/, '')
}
