import type { MadeKey } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Radio } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { addKey } from '../../api/keys.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../../kit/fields/errors-in-language.tsx'
import { type FormGrant, toGrants } from './form-grant.ts'
import { GrantFields } from './grant-fields.tsx'
import { isGrantFailure } from './is-grant-failure.ts'

interface Entered {
  readonly title: string
  readonly grants?: readonly FormGrant[]
  readonly lasting?: boolean
  /** The last day it is good on. */
  readonly until?: dayjs.Dayjs
}

/** Makes an API key: what for, what it may do where, and until when. */
export function KeyDialog(props: {
  readonly onMade: (key: MadeKey) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const queries = useQueryClient()
  const [form] = Form.useForm<Entered>()
  const lasting = Form.useWatch('lasting', form)
  const key = useRequestKey()
  const making = useMutation({
    mutationFn: async ({ title, grants, until, lasting: never }: Entered) =>
      await addKey(
        {
          title: title.trim(),
          grants: toGrants(grants),
          expiresAt:
            never === true || until === undefined
              ? null
              : until.add(1, 'day').startOf('day').toISOString(),
        },
        key.read(),
      ),
    onSuccess: (made) => {
      props.onMade(made)
      props.onClose()
    },
    onError: (error) => {
      key.failed(error)
      if (error instanceof ApiError && error.code === 'KEY_EXPIRY_PAST')
        form.setFields([{ name: 'until', errors: [text(error.problem.message)] }])
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  const failure = making.error ?? undefined
  const besideField = failure instanceof ApiError && failure.code === 'KEY_EXPIRY_PAST'
  const ofGrants = isGrantFailure(failure)
  return (
    <Modal
      open
      width={720}
      title={t('keys.make')}
      okText={t('keys.makeIt')}
      cancelText={t('assessment.cancel')}
      confirmLoading={making.isPending}
      onOk={() => form.submit()}
      onCancel={props.onClose}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ grants: [{ role: 'integrator' }] }}
        onFinish={(entered) => making.mutate(entered)}
      >
        <ErrorsInLanguage />
        <Form.Item
          name="title"
          label={t('keys.purpose')}
          extra={t('keys.purposeHint')}
          rules={[{ required: true, whitespace: true, message: t('keys.purposeMissing') }]}
        >
          <Input autoComplete="off" autoFocus maxLength={200} />
        </Form.Item>
        <GrantFields permission="keys.manage" failure={ofGrants ? failure : undefined} />
        <Form.Item
          name="lasting"
          label={t('keys.expires')}
          rules={[{ required: true, message: t('keys.expiryMissing') }]}
        >
          <Radio.Group
            options={[
              { value: false, label: t('keys.untilDay') },
              { value: true, label: t('keys.lasting') },
            ]}
          />
        </Form.Item>
        {lasting === false && (
          <Form.Item
            name="until"
            label={t('keys.lastDay')}
            extra={t('keys.lastDayHint')}
            rules={[{ required: true, message: t('keys.lastDayMissing') }]}
          >
            <DatePicker
              disabledDate={(day) => day.isBefore(dayjs().startOf('day'))}
              presets={[3, 6, 12].map((months) => ({
                label: t('keys.months', { count: months }),
                value: dayjs().add(months, 'month'),
              }))}
            />
          </Form.Item>
        )}
        {!besideField && !ofGrants && <FailureNotice error={failure ?? null} />}
      </Form>
    </Modal>
  )
}
