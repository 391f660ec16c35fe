import { seededRandom } from '../proof/generate-facts.ts'
import { type Ruleset, rulesetSchema } from '../model/ruleset.ts'
import { DangerCases } from './danger-cases.ts'
import { harmlessChanges } from './harmless-changes.ts'
import { copyOf, type Mutation, type Proposal } from './mutation.ts'
import { weakenBinding } from './weaken-binding.ts'
import { weakenByExceptions } from './weaken-exceptions.ts'
import { weakenCharts } from './charts/weaken-charts.ts'
import { weakenDates } from './weaken-dates.ts'
import { weakenDecisions } from './weaken-decisions.ts'
import { weakenGuards } from './weaken-guards.ts'
import { weakenPay } from './weaken-pay.ts'
import { weakenRedLines } from './weaken-red-lines.ts'
import { weakenScenarios } from './weaken-scenarios.ts'
import { weakenSchemes } from './weaken-schemes.ts'
import { weakenShares } from './weaken-shares.ts'
import { weakenWords } from './weaken-words.ts'
import { weakenValues } from './weaken-values.ts'

export interface MutateOptions {
  readonly seed: number
  /** How many variants in all: half of them weakened, half harmless, as far as the ruleset has matter for them. */
  readonly count: number
  /** These kinds alone; all of them when left out. */
  readonly kinds?: readonly string[]
  /** True when packs from above its county bind it: only then does it weaken anything to rest on them no more. */
  readonly bound?: boolean
}

/**
 * Variants of a ruleset as a child might try them: some weaken what it guards, some weaken nothing. The same seed
 * gives the same variants. A change of a decision is called weakening only where a sampled case shows it. Pure.
 */
export function mutateRuleset(
  ruleset: Ruleset,
  { seed, count, kinds, bound }: MutateOptions,
): readonly Mutation[] {
  const dangers = new DangerCases(ruleset, seed)
  const half = Math.ceil(count / 2)
  const random = seededRandom(seed)
  const wanted = ({ kind }: Proposal) => kinds === undefined || kinds.includes(kind)
  const weakening = [
    ...weakenValues(ruleset),
    ...weakenRedLines(ruleset),
    ...weakenSchemes(ruleset),
    ...weakenCharts(ruleset),
    ...weakenDecisions(ruleset),
    ...weakenGuards(ruleset),
    ...weakenPay(ruleset),
    ...weakenDates(ruleset),
    ...weakenScenarios(ruleset),
    ...weakenShares(ruleset),
    ...weakenWords(ruleset),
    ...(bound === true ? weakenBinding(ruleset) : []),
    ...weakenByExceptions(ruleset),
  ]
  const harmless = harmlessChanges(ruleset)
  const disguises = harmless.filter(({ kind }) => disguising.has(kind))
  return [
    ...choose(
      weakening.filter(wanted),
      { ruleset, wanted: half, random, mixed: disguises },
      (proposal, variant) =>
        proposal.uncertain === true ? dangers.breach(variant, proposal.path) !== undefined : true,
    ).map(named('weakened')),
    ...choose(
      harmless.filter(wanted),
      { ruleset, wanted: count - half, random, mixed: disguises },
      (proposal, variant) => dangers.breach(variant, proposal.path) === undefined,
    ).map(named('harmless')),
  ]
}

/** Harmless changes that cannot undo another change: they only hide it among others. */
const disguising = new Set(['newTitle', 'factAdded', 'noteAdded', 'sourceAdded', 'newReason'])

interface Choice {
  readonly ruleset: Ruleset
  readonly wanted: number
  readonly random: () => number
  /** Laid over the others once every single change has been used. */
  readonly mixed: readonly Proposal[]
}

interface Chosen {
  readonly proposal: Proposal
  readonly variant: Ruleset
}

/** Takes proposals kind by kind in turn, so that every kind is seen, and keeps those that prove to be what they say. */
function choose(
  proposals: readonly Proposal[],
  { ruleset, wanted, random, mixed }: Choice,
  proves: (proposal: Proposal, variant: Ruleset) => boolean,
): readonly Chosen[] {
  const chosen: Chosen[] = []
  const seen = new Set<string>()
  const take = (proposal: Proposal): void => {
    const draft = copyOf(ruleset)
    proposal.edit(draft)
    const parsed = rulesetSchema.safeParse(draft)
    // What the form of a ruleset already forbids is no test of its guards.
    if (!parsed.success) return
    const written = JSON.stringify(parsed.data)
    if (seen.has(written) || !proves(proposal, parsed.data)) return
    seen.add(written)
    chosen.push({ proposal, variant: parsed.data })
  }
  const kinds = new Map<string, Proposal[]>()
  for (const proposal of shuffled(proposals, random))
    kinds.set(proposal.kind, [...(kinds.get(proposal.kind) ?? []), proposal])
  const queues = [...kinds.values()]
  while (chosen.length < wanted && queues.some((queue) => queue.length > 0))
    for (const queue of queues) {
      const next = queue.pop()
      if (next !== undefined && chosen.length < wanted) take(next)
    }
  const singles = chosen.map(({ proposal }) => proposal)
  const limit = wanted * 4
  for (let tries = 0; chosen.length < wanted && tries < limit && singles.length > 0; tries++) {
    const first = singles[Math.floor(random() * singles.length)]
    const second = mixed[Math.floor(random() * mixed.length)]
    if (first === undefined || second === undefined) break
    take(together(first, second))
  }
  return chosen
}

function together(first: Proposal, second: Proposal): Proposal {
  return {
    ...first,
    description: {
      zh: `${first.description.zh}；同时${second.description.zh}`,
      en: `${first.description.en}; and ${second.description.en}`,
    },
    edit: (draft) => {
      first.edit(draft)
      // What the first change took away cannot be worded anew.
      try {
        second.edit(draft)
      } catch (error) {
        if (!(error instanceof TypeError)) throw error
      }
    },
  }
}

function named(word: 'weakened' | 'harmless') {
  return ({ proposal, variant }: Chosen, at: number): Mutation => ({
    id: `${word}-${String(at + 1).padStart(3, '0')}`,
    kind: proposal.kind,
    weakened: word === 'weakened',
    description: proposal.description,
    ruleset: variant,
  })
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T]
  }
  return mixed
}
