import { indexRuleset, type Fact, type Indicator, type Ruleset } from '@jieli/engine'
import { type County, isPrimary, type UnitProfile } from './county.ts'
import type { Draws } from './draws.ts'
import { fundFigures } from './fund-figures.ts'
import type { MadeFigure } from './made-figure.ts'
import { plainShare, sampleShares, sampleWholes } from './sample-shares.ts'
import { communityFacts, wantedFacts } from '../exchange/wanted-facts.ts'

/** One month's figures by unit (`''`: the community), by fact. */
export type MonthFigures = ReadonlyMap<string, ReadonlyMap<string, MadeFigure>>

/** Makes up the figures no case tells, month by month: the same facts for every unit, and their sum for the county. */
export class FigureMaker {
  readonly facts: readonly Fact[]
  readonly #wholes: ReadonlyMap<string, string>
  /** Facts whose figures add up over units; shares and scores do not. */
  readonly #sums: ReadonlySet<string>
  /** Facts no unit has figures of. */
  readonly #ofCommunity: ReadonlySet<string>
  readonly #county: County
  readonly #ruleset: Ruleset

  constructor(ruleset: Ruleset, county: County) {
    this.#ruleset = ruleset
    this.#county = county
    this.facts = wantedFacts(ruleset)
    this.#ofCommunity = communityFacts(ruleset)
    this.#wholes = wholesOf(ruleset.indicators)
    this.#sums = new Set(
      this.facts
        .filter((fact) => fact.type !== 'ratio' && fact.unit !== 'score')
        .map(({ id }) => id),
    )
  }

  /** True where the figures of months add up; people, say, are there at any time. */
  adds(fact: Fact): boolean {
    return this.#sums.has(fact.id) && !this.#isStock(fact)
  }

  #isStock({ id, unit }: Fact): boolean {
    if (sampleWhole(id)?.stock === true || id === 'contracted.people' || id === 'fund.insuredCount')
      return true
    // A part of a stock that is counted in the same unit is one, too: people managed, of people.
    const of = this.#wholes.get(id) ?? sampleShares[id]?.of
    const whole =
      of === undefined
        ? undefined
        : [...indexRuleset(this.#ruleset).facts.values()].find(
            (each) => each.id === of || each.id.startsWith(`${of}.`),
          )
    return whole !== undefined && whole.id !== id && whole.unit === unit && this.#isStock(whole)
  }

  /** @param yearsBefore 0 for the months of the county's cases, 1 for the year they are compared with */
  make(draws: Draws, { yearsBefore }: { readonly yearsBefore: number }): MonthFigures {
    const figures = new Map<string, Map<string, MadeFigure>>()
    const total = new Map<string, MadeFigure>()
    figures.set('', total)
    for (const unit of this.#county.units) {
      const own = new Map<string, MadeFigure>()
      figures.set(unit.unit.id, own)
      for (const fact of this.facts)
        if (!this.#ofCommunity.has(fact.id)) this.#figure(fact, own, { unit, draws, yearsBefore })
      for (const [id, value] of own)
        if (typeof value === 'number' && this.#sums.has(id))
          total.set(id, ((total.get(id) as number | undefined) ?? 0) + value)
        else if (!total.has(id)) total.set(id, value)
    }
    for (const [id, value] of fundFigures(this.#ruleset, draws)) total.set(id, value)
    for (const fact of this.facts) {
      const sum = total.get(fact.id)
      if (sum !== undefined) total.set(fact.id, clamped(fact, sum))
    }
    return figures
  }

  #figure(fact: Fact, own: Map<string, MadeFigure>, making: Making): MadeFigure {
    const known = own.get(fact.id)
    if (known !== undefined) return known
    const value = clamped(fact, this.#draw(fact, own, making))
    own.set(fact.id, value)
    return value
  }

  #draw(fact: Fact, own: Map<string, MadeFigure>, making: Making): MadeFigure {
    const { unit, draws, yearsBefore } = making
    switch (fact.type) {
      case 'boolean':
        return draws.chance(9300)
      case 'ratio':
        return Math.max(0, plainShare + unit.bent - 100 * yearsBefore + draws.whole(-300, 300))
      case 'code':
      case 'codeList':
        return (fact.values ?? [])
          .map(({ code }) => code)
          .slice(0, fact.type === 'code' ? 1 : undefined)
          .join(';')
      case 'integer':
      case 'money':
        return this.#number(fact, own, making)
      default:
        return fact.type === 'decimal' ? String(draws.whole(1, 20)) : ''
    }
  }

  #number(fact: Fact, own: Map<string, MadeFigure>, making: Making): number {
    const { unit, draws, yearsBefore } = making
    if (fact.unit === 'score') return draws.whole(72, 98)
    if (fact.id === 'visits.primary')
      return isPrimary(unit) ? this.#whole('visits.inArea', own, making) : 0
    if (fact.id === 'ledger.operatingIncome' || fact.id === 'ledger.publicBenefitIncome') {
      const cost = this.#whole('ledger.cost', own, making)
      const income = cost + this.#whole('ledger.profit', own, making)
      const publicPart = Math.floor((income * 40) / 100)
      return fact.id === 'ledger.operatingIncome' ? income - publicPart : publicPart
    }
    const reported = sampleShares[fact.id]
    const of = this.#wholes.get(fact.id) ?? reported?.of
    if (of !== undefined) {
      const whole = this.#whole(of, own, making)
      const share = (reported?.share ?? plainShare) - (reported?.since ?? 0) * yearsBefore
      // A share near the middle moves more than one near an end.
      const room = Math.max(0, Math.min(share, 10_000 - share))
      const moved =
        share +
        Math.floor((room * unit.bent) / 4000) +
        draws.whole(-Math.ceil(room / 40), Math.ceil(room / 40))
      return Math.floor((whole * Math.max(0, moved)) / 10_000)
    }
    const { perSize } = sampleWhole(fact.id) ?? {
      perSize: fact.type === 'money' ? 100_000 : 10,
    }
    const primary = fact.id.startsWith('visits.') && isPrimary(unit)
    // Primary care has grown: a fifth fewer visits a year ago.
    const base = primary ? (perSize * (yearsBefore === 0 ? 180 : 150)) / 100 : perSize
    const stock = this.#isStock(fact)
    return Math.max(1, Math.floor((base * unit.size * (stock ? 100 : draws.whole(92, 108))) / 100))
  }

  #whole(id: string, own: Map<string, MadeFigure>, making: Making): number {
    const fact = [...indexRuleset(this.#ruleset).facts.values()].find(
      (each) => each.id === id || each.id.startsWith(`${id}.`),
    )
    const value = fact === undefined ? undefined : this.#figure(fact, own, making)
    return typeof value === 'number' ? value : Math.floor(237 * making.unit.size)
  }
}

interface Making {
  readonly unit: UnitProfile
  readonly draws: Draws
  readonly yearsBefore: number
}

function sampleWhole(id: string): (typeof sampleWholes)[string] | undefined {
  return sampleWholes[id] ?? sampleWholes[id.split('.')[0] ?? '']
}

/** A number within the bounds of its fact. Pure. */
export function clamped(fact: Fact, value: MadeFigure): MadeFigure {
  if (typeof value !== 'number' || fact.type === 'ratio') return value
  return Math.min(fact.maximum ?? value, Math.max(fact.minimum ?? value, value))
}

/** The denominator of each numerator. */
function wholesOf(indicators: readonly Indicator[]): ReadonlyMap<string, string> {
  return new Map(
    indicators.flatMap(({ numerator, denominator }) =>
      numerator === undefined || denominator === undefined || numerator in unlike
        ? []
        : [[numerator, denominator]],
    ),
  )
}

/** Numerators that are no part of their denominator: visits for each doctor, doctors for each resident. */
const unlike: Readonly<Record<string, true>> = {
  'outpatient.visits': true,
  'posting.seniorDoctors': true,
  'pay.chiefPhysician': true,
}
