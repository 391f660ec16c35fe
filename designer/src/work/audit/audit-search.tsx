import type { AuditQuery } from '@jieli/server/contracts'
import { Button, DatePicker, Form, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { daysAsked, type DaysField } from '../../kit/fields/days-asked.ts'
import { actionGroups } from './entry-subject.ts'

interface Asked {
  readonly action?: string | undefined
  readonly target?: string
  readonly days?: DaysField
}

/** What entries are looked for by; all that is filled in has to hold. */
export function AuditSearch(props: {
  readonly search: AuditQuery
  readonly onSearch: (search: AuditQuery) => void
}) {
  const { t } = useTranslation()
  const { action, target, from, to } = props.search
  return (
    <Form<Asked>
      layout="inline"
      className="cases-search"
      initialValues={{
        action,
        target: target ?? '',
        days: [from === undefined ? null : dayjs(from), to === undefined ? null : dayjs(to)],
      }}
      onFinish={(asked) => {
        const about = asked.target?.trim() ?? ''
        props.onSearch({
          ...(asked.action !== undefined && { action: asked.action }),
          ...(about !== '' && { target: about }),
          ...daysAsked(asked.days),
        })
      }}
    >
      <Form.Item name="action" label={t('auditLog.action')}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className="audit-action"
          placeholder={t('auditLog.anyAction')}
          options={[...actionGroups].map(([group, actions]) => ({
            label: t(`auditLog.groups.${group}`),
            options: actions.map((each) => ({
              value: each,
              label: t(`auditLog.actions.${each}`),
            })),
          }))}
        />
      </Form.Item>
      <Form.Item name="target" label={t('auditLog.target')}>
        <Input
          allowClear
          maxLength={300}
          className="audit-target"
          placeholder={t('auditLog.targetHint')}
        />
      </Form.Item>
      <Form.Item name="days" label={t('cases.days')}>
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          id={{ start: 'audit-days', end: 'audit-days-end' }}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit">
        {t('cases.search')}
      </Button>
    </Form>
  )
}
