import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { ApiError } from '../api/api-error.ts'
import { changePassword } from '../api/session.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../kit/fields/errors-in-language.tsx'
import { SignInFrame } from './sign-in-frame.tsx'
import { WayOut } from './way-out.tsx'
import { useReturnAddress } from './use-return-address.ts'
import { useSession } from '../api/use-session.ts'
import { Waiting } from '../kit/notices/waiting.tsx'

/** As the server counts them. */
const shortest = 10

interface Passwords {
  readonly old: string
  readonly new: string
  readonly repeated: string
}

/** Lets people choose another password; where somebody else chose the one they have, before anything else. */
export function PasswordPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const from = useReturnAddress()
  const session = useSession()
  const [form] = Form.useForm<Passwords>()
  const changing = useMutation({
    mutationFn: (passwords: Passwords) =>
      changePassword({ old: passwords.old, new: passwords.new }),
    onSuccess: ({ user }) => {
      queryClient.setQueryData(['me'], user)
      void navigate(from, { replace: true })
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'PASSWORD_WRONG')
        (form.getFieldInstance('old') as InputRef | undefined)?.focus({ cursor: 'all' })
    },
  })
  if (session.error instanceof ApiError && session.error.status === 401)
    return <Navigate to="/sign-in" replace />
  const needed = session.data?.passwordChangeNeeded === true
  const reason = session.data?.passwordChangeReason
  const needs = reason === 'expired' ? 'password.expired' : 'password.needed'
  const hint = needed ? needs : 'password.hint'
  const failure = changing.error ?? session.error
  return (
    <SignInFrame foot={t('password.others')}>
      <h1>{t('password.title')}</h1>
      <p className="quiet">{t(hint)}</p>
      <FailureNotice error={failure} />
      {session.data === undefined ? (
        <Waiting />
      ) : (
        <Form<Passwords>
          form={form}
          layout="vertical"
          requiredMark={false}
          scrollToFirstError={{ focus: true }}
          onFinish={(passwords) => changing.mutate(passwords)}
        >
          <ErrorsInLanguage />
          <input
            className="visually-hidden"
            autoComplete="username"
            value={session.data.username}
            aria-hidden
            tabIndex={-1}
            readOnly
          />
          <Form.Item
            name="old"
            label={t('password.old')}
            rules={[{ required: true, message: t('password.oldMissing') }]}
          >
            <Input.Password size="large" autoComplete="current-password" autoFocus />
          </Form.Item>
          <Form.Item
            name="new"
            label={t('password.new')}
            className="sign-in-hinted"
            extra={t('password.newHint', { shortest })}
            rules={[
              { required: true, message: t('password.newMissing') },
              {
                validator: async (_rule, value = '') => {
                  if (value !== '' && Array.from(String(value)).length < shortest)
                    throw new Error(t('password.newShort', { shortest }))
                  if (value !== '' && value === form.getFieldValue('old'))
                    throw new Error(t('password.newSame'))
                },
              },
            ]}
          >
            <Input.Password size="large" autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="repeated"
            label={t('password.repeated')}
            dependencies={['new']}
            rules={[
              { required: true, message: t('password.repeatedMissing') },
              {
                validator: async (_rule, value = '') => {
                  if (value !== '' && value !== form.getFieldValue('new'))
                    throw new Error(t('password.repeatedDiffers'))
                },
              },
            ]}
          >
            <Input.Password size="large" autoComplete="new-password" />
          </Form.Item>
          <Button type="primary" size="large" htmlType="submit" block loading={changing.isPending}>
            {t('password.save')}
          </Button>
          <WayOut needed={needed} />
        </Form>
      )}
    </SignInFrame>
  )
}
