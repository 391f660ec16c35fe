import type { Ruleset } from '@jieli/engine'
import type { Month } from './calendar-days.ts'
import type { County } from './county.ts'
import { type Draws, runningSums } from './draws.ts'
import { makeEpisode } from './make-episode.ts'
import { makeReferral } from './make-referral.ts'

/** A made-up case: its facts as a table writes them. */
export interface MadeCase {
  readonly pathway: 'inpatientEpisode' | 'referral'
  readonly facts: Readonly<Record<string, string>>
  readonly month: Month
  /** 1 for the first of all. */
  readonly number: number
}

/** Makes up cases of the pathways a ruleset has, one after the other: nine of twenty are episodes, the others referrals. */
export class CaseMaker {
  readonly pathways: readonly MadeCase['pathway'][]
  readonly #county: County
  readonly #draws: Draws
  readonly #sums: Readonly<Record<MadeCase['pathway'], readonly number[]>>

  constructor(ruleset: Ruleset, county: County, draws: Draws) {
    const known = new Set(ruleset.pathways.map(({ id }) => id))
    this.pathways = (['inpatientEpisode', 'referral'] as const).filter((id) => known.has(id))
    this.#county = county
    this.#draws = draws
    this.#sums = {
      // A village has no beds.
      inpatientEpisode: runningSums(
        county.units.map(({ size, unit }) => (unit.tier === 'village' ? 0 : size)),
      ),
      // Villages and townships send few, hospitals send many back.
      referral: runningSums(
        county.units.map(({ size, unit }) => (unit.tier === 'county' ? size * 2 : size)),
      ),
    }
  }

  /** So many cases, spread evenly over the months, in their order. */
  *make(months: readonly Month[], count: number): Generator<MadeCase> {
    const [first, second] = this.pathways
    if (first === undefined) return
    for (let number = 1; number <= count; number++) {
      const month = months[Math.floor(((number - 1) * months.length) / count)]
      if (month === undefined) return
      const pathway = second === undefined || (number * 9) % 20 < 9 ? first : second
      const unit = this.#county.units[this.#draws.place(this.#sums[pathway])]
      if (unit === undefined) return
      const make = pathway === 'referral' ? makeReferral : makeEpisode
      yield {
        pathway,
        facts: make(this.#county, unit, { month, draws: this.#draws }),
        month,
        number,
      }
    }
  }
}
