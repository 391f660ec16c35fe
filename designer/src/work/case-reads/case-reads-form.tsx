import type { CaseReadsQuery } from '@jieli/server/contracts'
import { Button, DatePicker, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { daysAsked, type DaysField } from '../../kit/fields/days-asked.ts'

interface Asked {
  readonly patient?: string
  readonly person?: string
  readonly days?: DaysField
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
          ...daysAsked(days),
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
