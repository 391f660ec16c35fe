import { formatMoney, type PartResult, type OrgUnit } from '@jieli/engine'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { TitledRuleset } from '../assessment/use-titles.ts'
import { useText } from '../../kit/i18n/use-language.ts'

/** Who gets how much of a split, and each unit's part of its level, down to the fen. */
export function PartsTable(props: {
  readonly label: string
  readonly parts: readonly PartResult[]
  readonly whole: number | null
  readonly titled: TitledRuleset
  /** What the units are called. */
  readonly units: readonly OrgUnit[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const { parts, titled, units } = props
  const sum = parts.reduce<number | null>(
    (total, { amount }) => (total === null || amount === null ? null : total + amount),
    0,
  )
  const amount = (fen: number | null): string =>
    fen === null ? t('money.unknown') : formatMoney(fen)
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={props.label}>
      <table className="money-table">
        <caption>{props.label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('money.party')}</th>
            <th scope="col">{t('money.weight')}</th>
            <th scope="col">{t('money.key')}</th>
            <th scope="col" className="number">
              {t('money.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <Fragment key={part.id}>
              <tr className="money-level">
                <th scope="row">
                  {text(part.title)}
                  {part.partyTitle !== null && (
                    <span className="quiet"> {text(part.partyTitle)}</span>
                  )}
                </th>
                <td>{part.weight ?? t('money.unknown')}</td>
                <td>
                  <KeyLabel part={part} titled={titled} units={units} />
                </td>
                <td className="number">{amount(part.amount)}</td>
              </tr>
              {part.units?.map((unit) => (
                <tr key={unit.unit}>
                  <th scope="row" className="money-unit">
                    {unit.title} <span className="quiet code">{unit.unit}</span>
                  </th>
                  <td />
                  <td>{unit.key}</td>
                  <td className="number">{formatMoney(unit.amount)}</td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('money.total')}</th>
            <td />
            <td>
              {props.whole !== null && sum === props.whole && (
                <span className="quiet">{t('money.sumsUp')}</span>
              )}
            </td>
            <td className="number">{amount(sum)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** By what a level is divided, or why it is not. */
function KeyLabel(props: {
  readonly part: PartResult
  readonly titled: TitledRuleset
  readonly units: readonly OrgUnit[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const { part, titled } = props
  if (part.undivided !== null)
    return (
      <>
        {text(part.undivided)}
        {part.unitNeeds.length > 0 && (
          <span className="quiet">
            {' '}
            {part.unitNeeds
              .map(({ unit, fact }) =>
                t('money.unitNeeds', {
                  unit: props.units.find(({ id }) => id === unit)?.title ?? unit,
                  fact: titled.titles.fact(fact),
                }),
              )
              .join(t('tables.comma'))}
          </span>
        )}
      </>
    )
  if (part.key === null) return t('money.whole')
  if (part.key === 'equal') return t('money.equal')
  const code = titled.ruleset.parameters
    .flatMap(({ codes }) => codes ?? [])
    .find(({ code: known }) => known === part.key)
  return code === undefined ? titled.titles.fact(part.key) : text(code.title)
}
