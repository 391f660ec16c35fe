import type { NewSecondFactor } from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { beginSecondFactor } from '../api/second-factor.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../kit/fields/errors-in-language.tsx'

/** Asks for the password, for which a secret is given out. */
export function SecretForm(props: { readonly onSecret: (secret: NewSecondFactor) => void }) {
  const { t } = useTranslation()
  const beginning = useMutation({
    mutationFn: ({ password }: { readonly password: string }) => beginSecondFactor(password),
    onSuccess: props.onSecret,
  })
  return (
    <Form<{ readonly password: string }>
      layout="vertical"
      requiredMark={false}
      onFinish={(values) => beginning.mutate(values)}
    >
      <ErrorsInLanguage />
      <FailureNotice error={beginning.error} />
      <Form.Item
        name="password"
        label={t('signIn.password')}
        rules={[{ required: true, message: t('signIn.passwordMissing') }]}
      >
        <Input.Password size="large" autoComplete="current-password" autoFocus />
      </Form.Item>
      <Button type="primary" size="large" htmlType="submit" block loading={beginning.isPending}>
        {t('secondFactor.begin')}
      </Button>
    </Form>
  )
}
