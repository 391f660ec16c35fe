import type { Decision } from '../model/decision.ts'
import { textHash } from '../model/content-hash.ts'
import { createIssue, type Issue, type IssueValue } from '../model/issue.ts'
import type { IssueCode } from '../model/issue-catalogue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { indexRuleset } from '../model/ruleset-index.ts'
import type { Text } from '../model/text.ts'
import { exampleCase } from '../proof/describe-case.ts'
import { contributingRules } from '../proof/rules-behind.ts'
import type { Finding, FindingKind } from '../proof/tables/finding.ts'
import { daysToProve, proveDecision } from '../proof/tables/prove-decision.ts'
import { editTitle, joinTexts, lineName } from './finding-words.ts'

/** Findings of before, by what they rest on: most edits of a ruleset leave most decisions as they were. */
const findings = new Map<string, readonly Finding[]>()
const findingsKept = 1000

/** What goes round in circles or has no end cannot be looked at whole. */
const tangles: ReadonlySet<IssueCode> = new Set([
  'REFERENCE_CYCLE',
  'TOO_DEEP',
  'CONDITION_TOO_LARGE',
])

/**
 * What is wrong with each table and list of rules, whatever the facts. Pure.
 * @param names what is wrong with names: a decision that names what is not there is looked at once that is mended
 */
export function checkTables(ruleset: Ruleset, names: readonly Issue[]): readonly Issue[] {
  if (names.some(({ code }) => tangles.has(code))) return []
  const isBroken = ({ id }: Decision) =>
    names.some(({ path }) => `${path}/`.startsWith(`/decisions/${id}/`))
  return ruleset.decisions
    .filter((decision) => !isBroken(decision))
    .flatMap((decision) =>
      findingsOf(ruleset, decision).map((finding) => issueOf(ruleset, decision, finding)),
    )
}

function findingsOf(ruleset: Ruleset, decision: Decision): readonly Finding[] {
  const references = [{ list: 'decisions', id: decision.id, path: '' } as const]
  const rules = daysToProve(ruleset, decision).map((day) => [
    day,
    contributingRules(ruleset, day, references),
  ])
  // Not canonical: a different order of keys only means that something is proved twice.
  const key = textHash(JSON.stringify([decision.id, rules]))
  const known = findings.get(key)
  if (known !== undefined) return known
  const found = proveDecision(ruleset, decision)
  if (findings.size >= findingsKept) findings.clear()
  findings.set(key, found)
  return found
}

const codes: Readonly<Record<Exclude<FindingKind, 'undecided'>, IssueCode>> = {
  gap: 'TABLE_GAP',
  overlap: 'TABLE_OVERLAP',
  conflict: 'TABLE_CONFLICT',
  tie: 'TABLE_TIE',
  impossible: 'LINE_IMPOSSIBLE',
  unreached: 'LINE_UNREACHED',
  redundant: 'LINE_REDUNDANT',
  idleColumn: 'COLUMN_IDLE',
  otherwiseUnreached: 'OTHERWISE_UNREACHED',
  neverApplies: 'DECISION_NEVER_APPLIES',
  waiting: 'TABLE_WAITS',
}

const aboutWords: Readonly<Partial<Record<FindingKind, Text>>> = {
  gap: { zh: '有没有遗漏的情形', en: 'whether every case is spoken of' },
  overlap: { zh: '有没有两条同时符合', en: 'whether two lines match one case' },
  conflict: { zh: '同时符合的各条是否一致', en: 'whether lines that match one case agree' },
  tie: { zh: '同样严格的各条是否一致', en: 'whether lines of one rank agree' },
  impossible: { zh: '有没有不可能符合的条目', en: 'whether every line can match' },
  unreached: { zh: '有没有从不起作用的条目', en: 'whether every line decides something' },
  redundant: { zh: '有没有可以省去的条目', en: 'whether a line could be left out' },
  otherwiseUnreached: {
    zh: '“都不符合时”的规定是否用得到',
    en: 'whether what holds when none matches is used',
  },
  neverApplies: { zh: '本决策是否有适用的情形', en: 'whether the decision ever applies' },
}

/** What must not stay undecided unseen: an answer missing, or two at once. */
const weighty: readonly FindingKind[] = ['gap', 'overlap', 'conflict', 'neverApplies']

function codeOf({ kind, about = [] }: Finding): IssueCode {
  if (kind !== 'undecided') return codes[kind]
  return about.some((each) => weighty.includes(each)) ? 'TABLE_UNPROVED' : 'TABLE_UNPROVED_DETAIL'
}

function issueOf(ruleset: Ruleset, decision: Decision, finding: Finding): Issue {
  const { asOf, example, lines, column, edits } = finding
  const path = `/decisions/${decision.id}`
  const list = decision.kind === 'table' ? 'rows' : 'rules'
  const [place, ...also] =
    column === undefined ? lines.map((id) => `${path}/${list}/${id}`) : [`${path}/inputs/${column}`]
  const issue = createIssue(codeOf(finding), place ?? path, valuesOf(ruleset, decision, finding))
  const fixes = edits.map((edit) => ({
    title: editTitle(decision, edit),
    decision: decision.id,
    edit,
  }))
  return {
    ...issue,
    ...(example === undefined ? {} : { example: { asOf, facts: example, decision: decision.id } }),
    ...(also.length === 0 ? {} : { also }),
    ...(fixes.length === 0 ? {} : { fixes }),
  }
}

const others = 3

function valuesOf(
  ruleset: Ruleset,
  decision: Decision,
  { asOf, example, lines, column, parameters, about, more }: Finding,
): Readonly<Record<string, IssueValue>> {
  const index = indexRuleset(ruleset)
  const names = lines.map((id) => lineName(decision, id))
  const days = daysToProve(ruleset, decision)
  const told = names.slice(1, 1 + others)
  const inputs = decision.kind === 'table' ? decision.inputs : []
  const input = inputs.find(({ id }) => id === column)
  return {
    line: names[0] ?? '',
    others: joinTexts(names.length > told.length + 1 ? [...told, andMore] : told),
    example: example === undefined ? '' : exampleCase(ruleset, example),
    day: days.length < 2 ? '' : { zh: `（按 ${asOf} 的规则）`, en: ` (by the rules of ${asOf})` },
    column: (input === undefined ? undefined : index.facts.get(input.fact)?.title) ?? column ?? '',
    parameters: joinTexts(
      (parameters ?? []).map((id) => quoted(index.parameters.get(id)?.title ?? { zh: id, en: id })),
    ),
    about: joinTexts((about ?? []).flatMap((kind) => aboutWords[kind] ?? [])),
    more: more === undefined ? '' : moreText,
  }
}

const andMore: Text = { zh: '其他几条', en: 'some others' }
const moreText: Text = {
  zh: '这样的地方还有，改好这些之后会接着列出。',
  en: 'There are more like it; they are listed once these are mended.',
}
const quoted = ({ zh, en }: Text): Text => ({ zh: `“${zh}”`, en: `"${en}"` })
