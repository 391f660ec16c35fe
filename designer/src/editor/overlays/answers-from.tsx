import { Checkbox, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import './open-parameters.css'

/** From which day answers to open parameters hold, and whether they are made up. */
export function AnswersFrom(props: {
  readonly from: string
  readonly onFrom: (day: string) => void
  readonly sample: boolean
  readonly onSample: (sample: boolean) => void
}) {
  const { t } = useTranslation()
  return (
    <div className="open-parameters-from">
      <label>
        <span>{t('adapt.from')}</span>
        <DatePicker
          aria-label={t('adapt.from')}
          allowClear={false}
          value={dayjs(props.from)}
          onChange={(day) => {
            if (day !== null) props.onFrom(day.format('YYYY-MM-DD'))
          }}
        />
      </label>
      <Checkbox checked={props.sample} onChange={({ target }) => props.onSample(target.checked)}>
        {t('adapt.sample')}
      </Checkbox>
    </div>
  )
}
