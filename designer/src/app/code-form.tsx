import type { SignedInUser } from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { sendCode } from '../api/session.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../kit/fields/errors-in-language.tsx'

/** The second step of signing in: the code an authenticator shows, or a recovery code. */
export function CodeForm(props: {
  readonly onEntered: (user: SignedInUser) => void
  readonly onBack: () => void
}) {
  const { t } = useTranslation()
  const sending = useMutation({
    mutationFn: ({ code }: { readonly code: string }) => sendCode(code),
    onSuccess: ({ user }) => props.onEntered(user),
  })
  return (
    <>
      <h1>{t('secondFactor.codeTitle')}</h1>
      <p className="quiet">{t('secondFactor.codeHint')}</p>
      <FailureNotice error={sending.error} />
      <Form<{ readonly code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => sending.mutate(values)}
      >
        <ErrorsInLanguage />
        <Form.Item
          name="code"
          label={t('secondFactor.code')}
          rules={[{ required: true, whitespace: true, message: t('secondFactor.codeMissing') }]}
        >
          <Input size="large" autoComplete="one-time-code" autoFocus maxLength={40} />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={sending.isPending}>
          {t('signIn.enter')}
        </Button>
        <Button type="text" block className="sign-in-second" onClick={props.onBack}>
          {t('password.back')}
        </Button>
      </Form>
    </>
  )
}
