import type { ChangeableUnits } from '@jieli/server/contracts'
import { Button, DatePicker, Input, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { changeOf, type ChosenChange } from './chosen-change.ts'

const kinds = ['merged', 'closed', 'renamed'] as const

/** Which unit, what becomes of it, and from which day on. */
export function UnitChangeForm(props: {
  readonly units: ChangeableUnits['units']
  readonly chosen: ChosenChange
  readonly onChoose: (chosen: ChosenChange) => void
  readonly looking: boolean
  readonly onLook: () => void
}) {
  const { t } = useTranslation()
  const label = useId()
  const { units, chosen, onChoose } = props
  const options = units
    .filter(({ ended }) => ended === undefined)
    .map(({ id, title }) => ({ value: id, label: `${title} · ${id}` }))
  const set = (change: Partial<ChosenChange>) => onChoose({ ...chosen, ...change })
  return (
    <form
      className="unit-change-form"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        props.onLook()
      }}
    >
      <label htmlFor={`${label}-unit`}>{t('unitChanges.unit')}</label>
      <Select<string | null>
        id={`${label}-unit`}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('unitChanges.chooseUnit')}
        value={chosen.unit}
        options={options}
        onChange={(unit) => set({ unit })}
      />
      <span id={`${label}-kind`}>{t('unitChanges.what')}</span>
      <Radio.Group
        aria-labelledby={`${label}-kind`}
        value={chosen.kind}
        options={kinds.map((kind) => ({ value: kind, label: t(`unitChanges.kinds.${kind}`) }))}
        onChange={({ target }) => set({ kind: target.value as ChosenChange['kind'] })}
      />
      {chosen.kind === 'renamed' ? (
        <>
          <label htmlFor={`${label}-title`}>{t('unitChanges.newTitle')}</label>
          <Input
            id={`${label}-title`}
            value={chosen.title}
            maxLength={200}
            onChange={({ target }) => set({ title: target.value })}
          />
        </>
      ) : (
        <>
          <label htmlFor={`${label}-successor`}>
            {t(`unitChanges.successorOf.${chosen.kind}`)}
          </label>
          <Select<string | null>
            id={`${label}-successor`}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('unitChanges.chooseUnit')}
            value={chosen.successor}
            options={options.filter(({ value }) => value !== chosen.unit)}
            onChange={(successor) => set({ successor })}
          />
        </>
      )}
      <label htmlFor={`${label}-on`}>{t('unitChanges.on')}</label>
      <DatePicker
        id={`${label}-on`}
        allowClear={false}
        value={dayjs(chosen.on)}
        format="YYYY-MM-DD"
        onChange={(day) => {
          if (day !== null) set({ on: day.format('YYYY-MM-DD') })
        }}
      />
      <div>
        <Button
          type="primary"
          htmlType="submit"
          disabled={changeOf(chosen) === undefined}
          loading={props.looking}
        >
          {t('unitChanges.look')}
        </Button>
      </div>
    </form>
  )
}
