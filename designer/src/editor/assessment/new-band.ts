import type { Indicator, Parameter, Ruleset } from '@jieli/engine'
import { freshId } from '../../document/state/fresh-id.ts'
import { newParameter, typeOfUnit } from './new-item.ts'

export type Bands = Extract<NonNullable<Indicator['scoring']>, { method: 'banded' }>['bands']

/** A band with its two parameters, still without values. Pure. */
export function newBand(
  ruleset: Ruleset,
  indicator: Indicator,
  bands: Bands,
): { readonly band: Bands[number]; readonly parameters: readonly [Parameter, Parameter] } {
  const id = freshId(
    'band',
    bands.map((band) => band.id),
  )
  const number = bands.length + 1
  const title = (zh: string, en: string) => ({
    zh: `${indicator.title.zh}第 ${number} 档${zh}`,
    en: `${indicator.title.en}: band ${number}, ${en}`,
  })
  const base = `${indicator.id}Band${number}`
  const reaches = newParameter(ruleset, {
    base,
    title: title('达到值', 'from'),
    ...typeOfUnit(indicator.unit),
  })
  const points = newParameter(ruleset, {
    base: `${base}Points`,
    title: title('得分', 'points'),
    type: 'integer',
  })
  return {
    band: { id, reaches: { parameter: reaches.id }, points: { parameter: points.id } },
    parameters: [reaches, points],
  }
}
