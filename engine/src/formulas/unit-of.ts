import type { Language, Text } from '../model/text.ts'
import { unitLabels } from '../model/unit-labels.ts'
import { valueTypeModules } from '../model/value-types/value-types.ts'
import type { FormulaSignature } from './formula.ts'

/**
 * What a number counts. `base` gives each unit its power: money per person is `{ fen: 1, person: -1 }`. A ratio and
 * percentage points have no base; they differ, because adding 3 percentage points to 20 % is no addition of numbers.
 */
export interface UnitOf {
  readonly base: Readonly<Record<string, number>>
  /** The number is a part of a whole: 0.2 is 20 %. */
  readonly ratio?: true
  /** The number is a difference between two ratios: 0.03 is 3 percentage points. */
  readonly points?: true
}

/** A number without a unit. */
export const plainUnit: UnitOf = { base: {} }
export const ratioUnit: UnitOf = { base: {}, ratio: true }
export const pointsUnit: UnitOf = { base: {}, points: true }

/** The unit of a number with this type and unit, or nothing where the type is no number. Pure. */
export function unitOfSignature({ type, unit }: FormulaSignature): UnitOf | undefined {
  const counts = valueTypeModules[type].number?.counts
  if (counts === undefined) return undefined
  if (counts === 'share') return ratioUnit
  if (counts === 'fen') return { base: exponents('fen', unit) }
  if (unit === 'percentagePoint') return pointsUnit
  if (unit === 'ratio') return ratioUnit
  return unit === undefined || unit === 'count' ? plainUnit : { base: exponents(undefined, unit) }
}

/** `fen/person` as `{ fen: 1, person: -1 }`; `counted` stands for what is before the stroke. */
function exponents(
  counted: string | undefined,
  unit: string | undefined,
): Readonly<Record<string, number>> {
  const [written = '', ...below] = (unit ?? '').split('/')
  const found = new Map([[counted ?? written, 1]])
  for (const name of below) found.set(name, (found.get(name) ?? 0) - 1)
  return settled(found)
}

/** Two units multiplied (`power` 1) or divided (`power` -1). Pure. */
export function combineBases(
  a: UnitOf,
  b: UnitOf,
  power: 1 | -1,
): Readonly<Record<string, number>> {
  const found = new Map(Object.entries(a.base))
  for (const [name, exponent] of Object.entries(b.base)) {
    found.set(name, (found.get(name) ?? 0) + power * exponent)
  }
  return settled(found)
}

function settled(found: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  const kept = [...found].filter(([, exponent]) => exponent !== 0)
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** True when nothing is counted: a plain number, a ratio or percentage points. Pure. */
export function isBare({ base }: UnitOf): boolean {
  return Object.keys(base).length === 0
}

/** True when two numbers count the same. Pure. */
export function sameUnit(a: UnitOf, b: UnitOf): boolean {
  return a.ratio === b.ratio && a.points === b.points && sameBase(a, b)
}

function sameBase(a: UnitOf, b: UnitOf): boolean {
  return isBare({ base: combineBases(a, b, -1) })
}

/**
 * The unit of a sum or a comparison of two numbers, or nothing where they cannot be brought together. A plain number
 * goes with a ratio (`1 - share`), never with percentage points. Pure.
 */
export function commonUnit(a: UnitOf, b: UnitOf): UnitOf | undefined {
  if (sameUnit(a, b)) return a
  const bare = isBare(a) && isBare(b) && a.points === undefined && b.points === undefined
  return bare ? ratioUnit : undefined
}

/** A unit for people. Pure. */
export function describeUnit(unit: UnitOf): Text {
  if (unit.points === true) return { zh: '百分点', en: 'percentage points' }
  if (unit.ratio === true) return { zh: '比例（百分数）', en: 'a ratio (percentage)' }
  if (isBare(unit)) return { zh: '没有单位的数', en: 'a number without a unit' }
  const zh = formatUnit(unit, 'zh')
  const en = formatUnit(unit, 'en')
  return unit.base['fen'] === undefined
    ? { zh: `“${zh}”`, en }
    : { zh: `金额（${zh}）`, en: `money (${en})` }
}

/** The words of what is counted, `per` what. Pure. */
export function formatUnit({ base }: UnitOf, language: Language): string {
  const said = (wanted: 1 | -1) =>
    Object.entries(base).flatMap(([name, exponent]) =>
      Math.sign(exponent) === wanted
        ? [
            word(name, language, wanted) +
              (Math.abs(exponent) === 1 ? '' : `^${Math.abs(exponent)}`),
          ]
        : [],
    )
  const above = said(1).join('·')
  const below = said(-1)
  const per = language === 'zh' ? '每' : '1'
  return below.length === 0 ? above : `${above === '' ? per : above}/${below.join('/')}`
}

/** In English a unit below the stroke is singular, as its id is: yuan/person. */
function word(name: string, language: Language, place: 1 | -1): string {
  if (name === 'fen') return language === 'zh' ? '元' : 'yuan'
  return language === 'en' && place === -1 ? name : (unitLabels[name]?.[language] ?? name)
}
