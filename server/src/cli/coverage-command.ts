import { readdir } from 'node:fs/promises'
import path from 'node:path'
import {
  type ClauseCoverage,
  coverRuleset,
  documentOf,
  runScenarios,
  shareOfStatements,
} from '@jieli/engine'
import { bundledRulesetsFolder, listRulesetFolders } from '../rulesets/find-ruleset.ts'
import { type CarriedClause, type ClauseList, readClauses } from './clause-list.ts'
import { type ExitCode, exitCodes, WrongUseError } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { type CommunityShare, printStatementShares } from './print-statement-shares.ts'
import type { Terminal } from './terminal.ts'

/** How one clause fares. */
interface ClauseReport {
  readonly clause: CarriedClause
  readonly carried: boolean
  readonly exercised: boolean
}

/**
 * `coverage [ruleset]`: which clauses of the sources act and are exercised by a scenario of what happens, which are
 * only stored and shown, and which are text; and for each community how many of the statements of its own document act.
 */
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
  const lists: ClauseList[] = []
  for (const file of files.toSorted())
    lists.push(await readClauses(terminal, path.join(folder, file)))
  const clauses = lists.flatMap((list) => list.clauses)
  const names = ruleset === undefined ? await listRulesetFolders() : [ruleset]
  const covered = await coverAll(terminal, names)
  if (covered === undefined) return exitCodes.problems
  const found = joinCoverage([...covered.values()].flat())
  const wanted = lists.flatMap((list) =>
    ruleset === undefined || list.communities.includes(ruleset)
      ? list.clauses
      : list.clauses.filter(({ citation }) => found.has(citation)),
  )
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
  return tell(terminal, reports, unknown, sharesOf(lists, covered))
}

/** Each list of a community that was covered, with how many of its statements act there. */
function sharesOf(
  lists: readonly ClauseList[],
  covered: ReadonlyMap<string, readonly ClauseCoverage[]>,
): readonly CommunityShare[] {
  return lists.flatMap(({ communities: all, clauses }) => {
    const communities = all.filter((name) => covered.has(name))
    if (communities.length === 0) return []
    const share = shareOfStatements(
      clauses,
      communities.flatMap((name) => covered.get(name) ?? []),
    )
    return share === undefined ? [] : [{ communities, clauses: clauses.length, ...share }]
  })
}

/** The coverage of each ruleset by its name, or nothing when one of them cannot be read. */
async function coverAll(
  terminal: Terminal,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly ClauseCoverage[]> | undefined> {
  const all = new Map<string, readonly ClauseCoverage[]>()
  let unreadable = false
  for (const name of names) {
    const loaded = await loadForCommand(terminal, name)
    if (loaded === undefined) {
      unreadable = true
      continue
    }
    all.set(name, coverRuleset(loaded.bundle.ruleset, runScenarios(loaded.bundle)))
  }
  return unreadable ? undefined : all
}

/** The coverage of several rulesets laid together. */
function joinCoverage(found: readonly ClauseCoverage[]): ReadonlyMap<string, ClauseCoverage> {
  const all = new Map<string, ClauseCoverage>()
  for (const { citation, items, exercised } of found) {
    const before = all.get(citation)
    all.set(citation, {
      citation,
      items: [...(before?.items ?? []), ...items],
      exercised: [...(before?.exercised ?? []), ...exercised],
    })
  }
  return all
}

/** What becomes of a clause: it decides something and a scenario shows it, it is only kept and shown, or it is text. */
type Fate = 'acts' | 'stored' | 'text'

function fateOf({ carried, exercised }: ClauseReport): Fate {
  if (exercised) return 'acts'
  return carried ? 'stored' : 'text'
}

function tell(
  terminal: Terminal,
  reports: readonly ClauseReport[],
  unknown: readonly string[],
  shares: readonly CommunityShare[],
): ExitCode {
  const demanded = reports.filter(({ clause }) => clause.mustBeCarried)
  const missing = demanded.filter(({ carried }) => !carried).map(({ clause }) => clause.id)
  const idle = demanded
    .filter((report) => fateOf(report) === 'stored')
    .map(({ clause }) => clause.id)
  const prefixes = [...new Set(reports.map(({ clause }) => prefixOf(clause)))].toSorted()
  const rows = prefixes.map((prefix) => {
    const own = reports.filter(({ clause }) => prefixOf(clause) === prefix)
    const idsOf = (fate: Fate) =>
      own.filter((report) => fateOf(report) === fate).map(({ clause }) => clause.id)
    const stored = idsOf('stored')
    return {
      prefix,
      clauses: own.length,
      acts: idsOf('acts').length,
      stored: stored.length,
      text: idsOf('text').length,
      storedOnly: stored,
    }
  })
  const good = missing.length + idle.length + unknown.length === 0 && shares.every(({ met }) => met)
  if (terminal.json)
    terminal.value({ prefixes: rows, missing, notExercised: idle, unknown, statements: shares })
  const heads = terminal.say({
    zh: '前缀  条款  起作用  只存示  仅文字',
    en: 'prefix  clauses  acts  stored only  text only',
  })
  terminal.line(heads)
  const widths = heads.split('  ').map((head) => head.length)
  for (const { storedOnly: _ids, ...row } of rows)
    terminal.line(
      Object.values(row)
        .map((cell, at) =>
          String(cell).padEnd((widths[at] ?? 0) * (terminal.language === 'zh' ? 2 : 1)),
        )
        .join('  ')
        .trimEnd(),
    )
  const must = new Set(idle)
  for (const { storedOnly } of rows) {
    const wanted = storedOnly.filter((id) => must.has(id))
    const others = storedOnly.filter((id) => !must.has(id))
    if (wanted.length > 0)
      terminal.line(
        `✗ ${wanted.join('、')}  ${terminal.say({
          zh: '应起作用，但只存不用：没有行为情景用到它',
          en: 'must act, and is stored only: no scenario of what happens uses it',
        })}`,
      )
    if (others.length > 0)
      terminal.line(
        `· ${others.join('、')}  ${terminal.say({
          zh: '只存不用：没有行为情景用到它',
          en: 'stored only: no scenario of what happens uses it',
        })}`,
      )
  }
  for (const id of missing)
    terminal.line(`✗ ${id}  ${terminal.say({ zh: '没有任何条目引用', en: 'no item cites it' })}`)
  for (const id of unknown)
    terminal.line(
      `✗ ${id}  ${terminal.say({ zh: '被引用，但清单中没有这一条', en: 'is cited, but no list has it' })}`,
    )
  const total = (fate: 'clauses' | 'acts' | 'stored' | 'text') =>
    rows.reduce((sum, row) => sum + row[fate], 0)
  terminal.line(
    terminal.say({
      zh: `${total('clauses')} 条条款：起作用 ${total('acts')} 条，只存示 ${total('stored')} 条，仅文字 ${total('text')} 条；应实现而未实现 ${missing.length} 条，应起作用而未起 ${idle.length} 条，引用无此条 ${unknown.length} 处。`,
      en: `${total('clauses')} clauses: ${total('acts')} act, ${total('stored')} are stored only, ${total('text')} are text; ${missing.length} not carried that must be, ${idle.length} that must act and do not, ${unknown.length} cited that no list has.`,
    }),
  )
  printStatementShares(terminal, shares)
  return good ? exitCodes.good : exitCodes.problems
}

function prefixOf({ id, citation }: CarriedClause): string {
  const prefix = id.replace(/-?\d+[a-z]?$/, '')
  return prefix === id ? documentOf(citation) : prefix
}
