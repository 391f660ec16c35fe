import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { Notice } from '../../kit/notices/notice.tsx'
import type { Publication } from './use-publication.ts'

/** From which day the version is in force; where that has passed, why. */
export function FirstDaySection(props: { readonly publication: Publication }) {
  const { t } = useTranslation()
  const { from, setFrom, past, reason, setReason } = props.publication
  return (
    <section>
      <p className="quiet">{t('publish.hint')}</p>
      <div className="publish-from">
        <label htmlFor="publish-from">{t('publish.from')}</label>
        <DatePicker
          id="publish-from"
          allowClear={false}
          value={dayjs(from)}
          format="YYYY-MM-DD"
          onChange={(day) => {
            if (day !== null) setFrom(day.format('YYYY-MM-DD'))
          }}
        />
      </div>
      {past && (
        <div className="publish-reason">
          <Notice kind="warning" title={t('publish.past')} />
          <label htmlFor="publish-reason">{t('publish.reason')}</label>
          <Input.TextArea
            id="publish-reason"
            rows={3}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      )}
    </section>
  )
}
