import { formatRatio, type RateGroup, type RateStatus } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { RateCell } from './rate-cell.tsx'
import type { TitledRuleset } from './use-titles.ts'

/** Rates by group: one row for each group, one column for each rate, with the standard in its head. */
export function RateTable(props: {
  readonly titled: TitledRuleset
  readonly groups: readonly RateGroup[]
  readonly groupTitle: (group: RateGroup) => string
}) {
  const { t } = useTranslation()
  const text = useText()
  const { titled, groups, groupTitle } = props
  const rates = titled.ruleset.pathwayRates
  const standard = (id: string, direction: 'atLeast' | 'atMost'): string => {
    const threshold = groups
      .flatMap((group) => group.rates)
      .find((rate) => rate.id === id && rate.threshold !== null)?.threshold
    if (threshold === null || threshold === undefined) return t('assessment.run.verdicts.reported')
    return t(`assessment.run.${direction}`, {
      value: formatRatio(threshold),
    })
  }
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={t('assessment.run.rates')}>
      <table className="rate-table">
        <thead>
          <tr>
            <th scope="col">{t('assessment.run.group')}</th>
            {rates.map(({ id, title, direction }) => (
              <th key={id} scope="col">
                {text(title)}
                <div className="quiet">{standard(id, direction)}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={JSON.stringify(group.by)}>
              <th scope="row">{groupTitle(group)}</th>
              {rates.map(({ id }) => (
                <td key={id}>
                  <RateCell rate={rateIn(group, id)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function rateIn(group: RateGroup, id: string): RateStatus | undefined {
  return group.rates.find((rate) => rate.id === id)
}
