import {
  type Change,
  dateOf,
  describeChangedOutcomes,
  diffRulesets,
  findChangedOutcomes,
  itemAt,
  type Ruleset,
} from '@jieli/engine'
import { systemClock } from '../adapters/index.ts'
import { type ExitCode, exitCodes } from './command-outcome.ts'
import { loadForCommand } from './load-for-command.ts'
import { printChangedOutcomes } from './print-changed-outcomes.ts'
import type { Terminal } from './terminal.ts'

/** `diff <a> <b>`: what differs between two rulesets, item by item, and which cases they decide otherwise today. */
export async function diffCommand(
  terminal: Terminal,
  first: string,
  second: string,
): Promise<ExitCode> {
  const before = await loadForCommand(terminal, first)
  const after = await loadForCommand(terminal, second)
  if (before === undefined || after === undefined) return exitCodes.problems
  const rulesets = { before: before.bundle.ruleset, after: after.bundle.ruleset }
  const changes = diffRulesets(rulesets.before, rulesets.after)
  const asOf = dateOf(systemClock.now(), rulesets.after.manifest.calendar)
  const { changed, undecided } = findChangedOutcomes(rulesets.before, rulesets.after, asOf)
  const outcomes = describeChangedOutcomes({ ...rulesets, asOf }, changed)
  if (terminal.json)
    terminal.value({
      before: before.bundle.hash,
      after: after.bundle.hash,
      changes,
      asOf,
      outcomes,
      undecided,
    })
  for (const change of changes)
    terminal.line(`${marks[change.kind]} ${sentence(terminal, change, rulesets)}`)
  terminal.line(
    terminal.say(
      changes.length === 0
        ? { zh: '两者相同。', en: 'They are the same.' }
        : { zh: `共 ${changes.length} 处不同。`, en: `${changes.length} difference(s).` },
    ),
  )
  printChangedOutcomes(terminal, outcomes, { ruleset: rulesets.after, asOf, undecided })
  return exitCodes.good
}

const marks = { added: '+', removed: '-', changed: '~', moved: '↕' } as const
const maxValueLength = 120

function sentence(
  terminal: Terminal,
  change: Change,
  { before, after }: { before: Ruleset; after: Ruleset },
): string {
  const { kind, path } = change
  const side = kind === 'removed' ? before : after
  const title = titleAt(terminal, side, path)
  switch (kind) {
    case 'added':
      return terminal.say({ zh: `新增 ${title}`, en: `${title} is added` })
    case 'removed':
      return terminal.say({ zh: `删除 ${title}`, en: `${title} is removed` })
    case 'moved':
      return terminal.say({ zh: `${title} 换了位置`, en: `${title} has moved` })
    case 'changed': {
      const fields = change.fields.map((field) => {
        const [was, is] = [valueOf(change.before, field), valueOf(change.after, field)]
        return terminal.say({
          zh: `${field} 由 ${was} 改为 ${is}`,
          en: `${field} changes from ${was} to ${is}`,
        })
      })
      const whole = terminal.say({
        zh: `由 ${short(change.before)} 改为 ${short(change.after)}`,
        en: `changes from ${short(change.before)} to ${short(change.after)}`,
      })
      const told = fields.length === 0 ? whole : fields.join(terminal.say({ zh: '；', en: '; ' }))
      return `${title}${terminal.say({ zh: '：', en: ': ' })}${told}`
    }
  }
}

/** The title of the item at a path, or of the nearest one around it, with the path itself. */
function titleAt(terminal: Terminal, ruleset: Ruleset, path: string): string {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const title = titleOf(itemAt(ruleset, at))
    if (title !== undefined)
      return `${terminal.say({ zh: `“${title.zh}”`, en: `"${title.en}"` })} (${path})`
  }
  return path
}

function titleOf(item: unknown): { zh: string; en: string } | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { title, meta } = item as { title?: unknown; meta?: { title?: unknown } }
  const found = title ?? meta?.title
  return typeof found === 'object' && found !== null && 'zh' in found && 'en' in found
    ? (found as { zh: string; en: string })
    : undefined
}

function valueOf(item: unknown, field: string): string {
  return short(
    typeof item === 'object' && item !== null
      ? (item as Readonly<Record<string, unknown>>)[field]
      : undefined,
  )
}

function short(value: unknown): string {
  const text = value === undefined ? '—' : JSON.stringify(value)
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text
}
