import { formatRatio } from '@jieli/engine'
import type { BoardGroup, BoardRate, RunRates } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { RateCell } from '../assessment/rate-cell.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { groupKey } from './group-key.ts'
import { Sparkline } from './sparkline.tsx'

/** A rate of a group that is looked at more closely. */
export interface ChosenRate {
  readonly grouping: keyof RunRates
  readonly group: string
  readonly rate: string
}

/** One row for each group, one cell for each rate: its value, how far the line is, the one before. */
export function BoardTable(props: {
  readonly rates: readonly BoardRate[]
  readonly groups: readonly BoardGroup[]
  readonly nameOf: (group: BoardGroup) => string
  readonly chosen: ChosenRate | undefined
  readonly onChoose: (chosen: { readonly group: string; readonly rate: string }) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { rates, groups, nameOf, chosen, onChoose } = props
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('board.title')}>
      <table className="rate-table board-table">
        <thead>
          <tr>
            <th scope="col">{t('assessment.run.group')}</th>
            {rates.map((rate) => (
              <th key={rate.id} scope="col">
                {text(rate.title)}
                <div className="quiet">
                  <Standard rate={rate} groups={groups} />
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={groupKey(group)}>
              <th scope="row">{nameOf(group)}</th>
              {rates.map(({ id, title }) => {
                const rate = group.rates.find((one) => one.id === id)
                const pressed = chosen?.group === groupKey(group) && chosen.rate === id
                return (
                  <td key={id}>
                    <button
                      type="button"
                      className="board-cell"
                      aria-pressed={pressed}
                      onClick={() => onChoose({ group: groupKey(group), rate: id })}
                    >
                      <span className="visually-hidden">
                        {t('board.look', { group: nameOf(group), rate: text(title) })}
                      </span>
                      <span>
                        <RateCell rate={rate} />
                        {rate?.distance?.cases !== null && rate?.distance !== null && (
                          <span className="quiet board-distance">
                            {rate?.distance !== undefined &&
                              t(`board.short.${rate.distance.side}`, {
                                count: rate.distance.cases,
                              })}
                          </span>
                        )}
                      </span>
                      <Sparkline trend={group.trend} rate={id} />
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Standard(props: { readonly rate: BoardRate; readonly groups: readonly BoardGroup[] }) {
  const { t } = useTranslation()
  const threshold = props.groups
    .flatMap(({ rates }) => rates)
    .find(({ id, threshold: known }) => id === props.rate.id && known !== null)?.threshold
  return threshold === null || threshold === undefined
    ? t('assessment.run.verdicts.reported')
    : t(`assessment.run.${props.rate.direction}`, {
        value: formatRatio(threshold),
      })
}
