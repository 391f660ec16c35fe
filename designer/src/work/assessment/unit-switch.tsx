import type { ScoreCard } from '@jieli/server/contracts'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { communityPlace } from './use-assessment-run.ts'

/** Leads from one score card to another of the same run. */
export function UnitSwitch(props: {
  readonly cards: readonly ScoreCard[]
  /** `null` for whoever sees single units only. */
  readonly community: ScoreCard | null
  readonly place: string
  readonly onChange: (place: string) => void
}) {
  const { t } = useTranslation()
  const { cards, community, place, onChange } = props
  return (
    <Select
      className="entry-unit unit-switch"
      aria-label={t('assessment.card.unit')}
      showSearch={{ optionFilterProp: 'label' }}
      value={place}
      options={[
        ...(community !== null && community.indicators.length > 0
          ? [{ value: communityPlace, label: t('assessment.community') }]
          : []),
        ...cards.flatMap(({ unit }) =>
          unit === null ? [] : [{ value: unit.id, label: unit.title }],
        ),
      ]}
      onChange={onChange}
    />
  )
}
