import type { CaseReadsQuery } from '@jieli/server/contracts'
import { Button, DatePicker, Form, Input } from 'antd'
import type dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'

interface Asked {
  readonly patient?: string
  readonly person?: string
  readonly days?: readonly [dayjs.Dayjs | null, dayjs.Dayjs | null] | null
}

/** What reads are looked for by; all that is filled in has to hold. */
export function CaseReadsForm(props: { readonly onSearch: (search: CaseReadsQuery) => void }) {
  const { t } = useTranslation()
  return (
    <Form<Asked>
      layout="inline"
      className="cases-search"
      onFinish={({ patient = '', person = '', days }) =>
        props.onSearch({
          ...(patient.trim() !== '' && { patient: patient.trim() }),
          ...(person.trim() !== '' && { person: person.trim() }),
          ...(days?.[0] && { from: days[0].format('YYYY-MM-DD') }),
          ...(days?.[1] && { to: days[1].format('YYYY-MM-DD') }),
        })
      }
    >
      <Form.Item name="patient" label={t('cases.patient')}>
        <Input allowClear />
      </Form.Item>
      <Form.Item name="person" label={t('caseReads.person')}>
        <Input allowClear placeholder={t('caseReads.personHint')} />
      </Form.Item>
      <Form.Item name="days" label={t('cases.days')}>
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          id={{ start: 'read-days', end: 'read-days-end' }}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('cases.search')}
      </Button>
    </Form>
  )
}
