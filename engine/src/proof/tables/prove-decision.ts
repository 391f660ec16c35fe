import type { DecisionResult } from '../../decisions/decision-result.ts'
import { decideWithoutNeeds } from '../../decisions/decide-without-needs.ts'
import { hitPolicyModules } from '../../decisions/hit-policy.ts'
import type { Facts } from '../../decisions/facts.ts'
import type { Bundle } from '../../model/bundle.ts'
import type { Decision } from '../../model/decision.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { daysOfChange } from '../../decisions/rules-days.ts'
import { compileDecision } from './compile-decision.ts'
import { linesOf } from '../../model/decision-lines.ts'
import {
  type Day,
  type EditScope,
  lineForGap,
  moveUp,
  narrowings,
  removals,
} from './decision-edits.ts'
import { type ExampleCase, exampleOf } from './example-of.ts'
import type { Finding, FindingKind } from './finding.ts'
import { idleColumns } from './idle-columns.ts'
import type { Clock } from './node.ts'
import { type DayProof, type LineState, proveDay, findingLimit } from './prove-day.ts'
import type { Region } from './space.ts'

/** How much all days together may look at. */
const decisionLimit = 20_000_000

interface ProvedDay extends Day {
  readonly proof: DayProof
  /** The ids of the lines by their number on the day. */
  readonly ids: readonly string[]
}

/**
 * Everything that can be said of a decision by looking at every fully known, well-typed case on every day on which
 * something about it changes. Exact: what could not be found out is told as such. A decision that names what does not
 * exist is left to the other checks. Pure.
 */
export function proveDecision(ruleset: Ruleset, decision: Decision): readonly Finding[] {
  const clock: Clock = { moment: 0, work: 0 }
  const days: ProvedDay[] = []
  let isCut = false
  for (const asOf of daysToProve(ruleset, decision)) {
    const compiled = compileDecision(ruleset, decision, asOf)
    if (compiled === undefined) return []
    if (clock.work > decisionLimit) {
      isCut = true
      break
    }
    const proof = proveDay(compiled, clock)
    days.push({ asOf, compiled, proof, ids: compiled.lines.map(({ id }) => id) })
  }
  return new Findings(ruleset, decision, days, clock, isCut).all()
}

/** The days on which something about a decision changes, from the first on which it has a line. Pure. */
export function daysToProve(ruleset: Ruleset, decision: Decision): readonly string[] {
  const days = daysOfChange(ruleset, [{ list: 'decisions', id: decision.id, path: '' }])
  const begins = linesOf(decision).map(({ from }) => from)
  if (begins.length === 0 || begins.includes(undefined)) return days
  return days.filter((day) => begins.some((from) => from !== undefined && from <= day))
}

interface StateOn {
  readonly day: ProvedDay
  readonly state: LineState
}
interface LineStates {
  readonly kind: 'redundant' | 'unreached' | 'impossible'
  readonly inForce: readonly StateOn[]
}

class Findings {
  readonly #decision: Decision
  readonly #days: readonly ProvedDay[]
  readonly #isCut: boolean
  readonly #bundle: Bundle
  readonly #scope: EditScope

  constructor(
    ruleset: Ruleset,
    decision: Decision,
    days: readonly ProvedDay[],
    ...[clock, isCut]: readonly [Clock, boolean]
  ) {
    this.#decision = decision
    this.#days = days
    this.#isCut = isCut
    // Only asked, never kept: it needs no hash.
    this.#bundle = { hash: '', ruleset, origin: {} }
    this.#scope = { decision, index: indexRuleset(ruleset), days, clock }
  }

  all(): readonly Finding[] {
    const [first] = this.#days
    if (first === undefined) return []
    if (this.#days.every(({ proof }) => proof.applies === 'never'))
      return [this.#finding('neverApplies', first, {})]
    return [
      ...this.#gaps(),
      ...this.#pairs(),
      ...this.#lines(),
      ...this.#otherwise(),
      ...this.#columns(),
      ...this.#rest(),
    ]
  }

  #finding(kind: FindingKind, { asOf }: Day, more: Partial<Finding>): Finding {
    return { kind, decision: this.#decision.id, asOf, lines: [], edits: [], ...more }
  }

  #decide(facts: Facts, asOf: string): DecisionResult {
    return decideWithoutNeeds(this.#bundle, this.#decision.id, facts, asOf)
  }

  /** The facts that show it by themselves, or else all of them. */
  #example(day: Day, region: Region, shows: (result: DecisionResult) => boolean): ExampleCase {
    const example = exampleOf(day.compiled.space, region, this.#scope.index)
    return shows(this.#decide(example.few, day.asOf)) ? example : { ...example, few: example.all }
  }

  #gaps(): readonly Finding[] {
    const found: Finding[] = []
    const told: { asOf: string }[] = []
    for (const day of this.#days) {
      const edited: Finding[] = []
      for (const gap of day.proof.gaps) {
        const { few, all } = this.#example(day, gap.region, isGap)
        // The same gap as on an earlier day.
        if (told.some(({ asOf }) => isGap(this.#decide(all, asOf)))) continue
        const edit = lineForGap(this.#scope, day, gap)
        const more = day.proof.more.has('gap') ? { more: true as const } : {}
        edited.push(
          this.#finding('gap', day, {
            example: few,
            edits: [...(edit === undefined ? [] : [edit]), { kind: 'leaveOpen' }],
            ...more,
          }),
        )
      }
      found.push(...edited)
      if (day.proof.gaps.length > 0) told.push(day)
    }
    return found
  }

  #pairs(): readonly Finding[] {
    const found = new Map<string, Finding>()
    for (const day of this.#days)
      for (const { kind, lines, region } of day.proof.pairs) {
        const [one = '', two = ''] = lines.map((at) => day.ids[at])
        const key = JSON.stringify([one, two])
        if (found.has(key)) continue
        const shows = (result: DecisionResult) => [one, two].every((id) => result.hits.includes(id))
        const { few } = this.#example(day, region, shows)
        const edits = [
          ...removals(this.#scope, [one, two]),
          ...narrowings(this.#scope, day, [one, two]),
        ]
        const more = day.proof.more.has(kind) ? { more: true as const } : {}
        found.set(
          key,
          this.#finding(kind, day, { lines: [one, two], example: few, edits, ...more }),
        )
      }
    return [...found.values()]
  }

  #lines(): readonly Finding[] {
    const found: Finding[] = []
    for (const { id } of linesOf(this.#decision)) {
      const state = this.#stateOf(id)
      if (state === undefined) continue
      if (found.length === findingLimit) return found.map((each) => ({ ...each, more: true }))
      found.push(this.#lineFinding(id, state))
    }
    return found
  }

  /** What becomes of a line on every day, where it never counts or could be left out on each of them. */
  #stateOf(id: string): LineStates | undefined {
    const inForce = this.#days.flatMap((day) => {
      const at = day.ids.indexOf(id)
      const isOpen = day.proof.applies === 'open' && at !== -1
      const state = isOpen ? ({ kind: 'open' } as const) : day.proof.lines[at]
      return state === undefined ? [] : [{ day, state }]
    })
    const kinds = new Set(inForce.map(({ state }) => state.kind))
    if (inForce.length === 0 || kinds.has('counts') || kinds.has('open')) return undefined
    const kind = (['redundant', 'unreached', 'impossible'] as const).find((each) => kinds.has(each))
    return kind === undefined ? undefined : { kind, inForce }
  }

  #lineFinding(id: string, { kind, inForce }: LineStates): Finding {
    const removal = { kind: 'removeLine', line: id } as const
    const [first] = inForce
    const { state, day } = inForce.find((each) => each.state.kind === kind) ?? (first as StateOn)
    if (state.kind !== 'unreached' && state.kind !== 'redundant')
      return this.#finding('impossible', day, { lines: [id], edits: [removal] })
    const idsBy = (on: StateOn) =>
      'by' in on.state ? on.state.by.flatMap((at) => on.day.ids[at] ?? []) : []
    const by = [...new Set([...idsBy({ state, day }), ...inForce.flatMap(idsBy)])]
    const others = idsBy({ state, day })
    const shows = ({ hits, trace }: DecisionResult) => {
      const isTrue = (each: string) => trace.lines.find((line) => line.id === each)?.result === true
      if (!isTrue(id)) return false
      return kind === 'redundant'
        ? hits.includes(id) && others.every(isTrue)
        : !hits.includes(id) && others.some(isTrue)
    }
    const { few } = this.#example(day, state.region, shows)
    const { before } = hitPolicyModules[this.#decision.hitPolicy]
    const up =
      kind === 'unreached' && before === 'earlier'
        ? moveUp(this.#scope, this.#counting(), id, by)
        : []
    return this.#finding(kind, day, { lines: [id, ...by], example: few, edits: [...up, removal] })
  }

  /** The lines that decide some case on some day. */
  #counting(): ReadonlySet<string> {
    return new Set(
      this.#days.flatMap(({ proof, ids }) =>
        ids.filter(
          (_, at) => proof.lines[at]?.kind === 'counts' || proof.lines[at]?.kind === 'redundant',
        ),
      ),
    )
  }

  #otherwise(): readonly Finding[] {
    const [first] = this.#days
    const isUnreached = this.#days.every(
      ({ proof }) => proof.applies === 'never' || proof.otherwise === 'unreached',
    )
    if (first === undefined || this.#decision.otherwise === undefined || !isUnreached) return []
    return [this.#finding('otherwiseUnreached', first, { edits: [{ kind: 'removeOtherwise' }] })]
  }

  #columns(): readonly Finding[] {
    const decision = this.#decision
    const [first] = this.#days
    if (decision.kind !== 'table' || first === undefined) return []
    let idle: readonly string[] = decision.inputs.map(({ id }) => id)
    for (const { compiled, proof } of this.#days) {
      if (proof.applies === 'open') return []
      if (proof.applies === 'never') continue
      const today = idleColumns(decision, idle, compiled, this.#scope.clock)
      idle = idle.filter((id) => today.has(id))
    }
    const isLast = decision.inputs.length === 1
    return idle.map((column) =>
      this.#finding('idleColumn', first, {
        column,
        edits: isLast ? [] : [{ kind: 'removeColumn', column }],
      }),
    )
  }

  /** What is not known: waiting for values, or beyond the limit. */
  #rest(): readonly Finding[] {
    const [first] = this.#days
    if (first === undefined) return []
    // One that begins later is waited for by nobody.
    const { parameters: known } = this.#scope.index
    const waiting = this.#days.flatMap(({ proof }) => [...proof.waiting])
    const parameters = new Set(waiting.filter((id) => known.get(id)?.values.length === 0))
    const about = new Set(this.#days.flatMap(({ proof }) => [...proof.undecided]))
    if (this.#isCut) for (const kind of ['gap', 'overlap'] as const) about.add(kind)
    const lists = { parameters: [...parameters].toSorted(), about: [...about] }
    return [
      ...(parameters.size === 0
        ? []
        : [this.#finding('waiting', first, { parameters: lists.parameters })]),
      ...(about.size === 0 ? [] : [this.#finding('undecided', first, { about: lists.about })]),
    ]
  }
}

function isGap({ outcome, trace }: DecisionResult): boolean {
  return outcome === 'notAssessable' && trace.applies === true
}
