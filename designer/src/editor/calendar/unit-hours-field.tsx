import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Calendar } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readUnits } from '../../api/figures.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { OfficeHoursField } from './office-hours-field.tsx'

type UnitHours = NonNullable<Calendar['unitHours']>
type Hours = UnitHours[number]['officeHours']

/** Units that keep other office hours than the community: who, by the county's list of units, and from when to when. */
export function UnitHoursField(props: {
  readonly value: UnitHours
  readonly onChange: (hours: UnitHours) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const { value, onChange } = props
  const { id } = useRuleset().manifest
  // Whoever may not read the list types the number of the unit.
  const directory = useQuery({
    queryKey: ['units', id],
    queryFn: () => readUnits(id),
    retry: false,
  })
  const units = directory.data?.units ?? []
  // A unit whose hours are still to be given.
  const [fresh, setFresh] = useState<string>()
  const taken = new Set(value.map(({ unit }) => unit))
  const unit = (fresh ?? '').trim()
  const titleOf = (of: string): string | undefined => units.find((each) => each.id === of)?.title
  const add = (officeHours: Hours): void => {
    const title = titleOf(unit)
    setFresh(undefined)
    onChange([...value, { unit, ...(title !== undefined && { title }), officeHours }])
  }
  return (
    <Field title={t('calendar.unitHours')} hint={t('calendar.unitHoursHint')}>
      {value.map((each, at) => {
        const title = titleOf(each.unit) ?? each.title
        const name = title === undefined ? each.unit : `${title} ${each.unit}`
        return (
          <section key={each.unit} aria-label={name}>
            <div className="office-hours">
              <strong>{name}</strong>
              <Button
                type="text"
                disabled={disabled()}
                icon={<DeleteOutlined aria-hidden />}
                aria-label={t('calendar.removeUnit', { unit: name })}
                onClick={() => onChange(value.filter((_, index) => index !== at))}
              />
            </div>
            <OfficeHoursField
              of={name}
              value={each.officeHours}
              onChange={(officeHours) =>
                onChange(
                  officeHours.length === 0
                    ? value.filter((_, index) => index !== at)
                    : value.map((other, index) =>
                        index === at ? { ...other, officeHours } : other,
                      ),
                )
              }
            />
          </section>
        )
      })}
      {fresh === undefined ? (
        <Button
          size="small"
          type="dashed"
          disabled={disabled()}
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setFresh('')}
        >
          {t('calendar.addUnit')}
        </Button>
      ) : (
        <section aria-label={t('calendar.addUnit')}>
          <AutoComplete
            aria-label={t('calendar.unit')}
            placeholder={t('calendar.unit')}
            value={fresh}
            options={units
              .filter((each) => !taken.has(each.id))
              .map((each) => ({ value: each.id, label: `${each.title} ${each.id}` }))}
            onChange={setFresh}
          />
          {unit !== '' && !taken.has(unit) && (
            <OfficeHoursField of={titleOf(unit) ?? unit} value={[]} onChange={add} />
          )}
          {taken.has(unit) && <p className="field-problem">{t('calendar.unitTwice')}</p>}
          <Button size="small" type="text" onClick={() => setFresh(undefined)}>
            {t('calendar.cancel')}
          </Button>
        </section>
      )}
    </Field>
  )
}
