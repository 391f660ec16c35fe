import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { EventField } from '../cases/event-field.tsx'
import type { useRunPathway } from './use-run-pathway.ts'

/** Chooses the rules in force and the pathway a sheet is of. */
export function PathwayChoice(
  props: Pick<ReturnType<typeof useRunPathway>, 'rulesets' | 'pathways'>,
) {
  const { t } = useTranslation()
  return (['rulesets', 'pathways'] as const).map((name) => {
    const { value, options, choose } = props[name]
    return (
      <EventField key={name} name={t(`paper.${name}`)}>
        <Select
          className="paper-pick"
          aria-label={t(`paper.${name}`)}
          {...(value !== undefined && { value })}
          options={[...options]}
          onChange={choose}
        />
      </EventField>
    )
  })
}
