import type { SignedInUser } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { signIn } from '../api/session.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../kit/fields/errors-in-language.tsx'
import { CodeForm } from './code-form.tsx'
import { ProviderButton } from './provider-button.tsx'
import { SignInFrame } from './sign-in-frame.tsx'
import { useReturnAddress } from './use-return-address.ts'

interface Credentials {
  readonly username: string
  readonly password: string
}

/** Signs a person in and brings them back to the page they came from. */
export function SignInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const from = useReturnAddress()
  const queryClient = useQueryClient()
  const [codeNeeded, setCodeNeeded] = useState(false)
  const entered = (user: SignedInUser) => {
    queryClient.clear()
    queryClient.setQueryData(['me'], user)
    void navigate(from, { replace: true })
  }
  const entering = useMutation({
    mutationFn: ({ username, password }: Credentials) => signIn(username.trim(), password),
    onSuccess: ({ user, codeNeeded: asked }) => {
      if (user !== undefined) entered(user)
      setCodeNeeded(asked === true)
    },
  })
  return (
    <SignInFrame foot={t('signIn.about')}>
      {codeNeeded ? (
        <CodeForm onEntered={entered} onBack={() => setCodeNeeded(false)} />
      ) : (
        <>
          <h1>{t('signIn.title')}</h1>
          <p className="quiet">{t('signIn.hint')}</p>
          <FailureNotice error={entering.error} />
          <Form<Credentials>
            layout="vertical"
            requiredMark={false}
            onFinish={(values) => entering.mutate(values)}
          >
            <ErrorsInLanguage />
            <Form.Item
              name="username"
              label={t('signIn.username')}
              rules={[{ required: true, whitespace: true, message: t('signIn.usernameMissing') }]}
            >
              <Input size="large" autoComplete="username" autoFocus />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('signIn.password')}
              rules={[{ required: true, message: t('signIn.passwordMissing') }]}
            >
              <Input.Password size="large" autoComplete="current-password" />
            </Form.Item>
            <Button
              type="primary"
              size="large"
              htmlType="submit"
              block
              loading={entering.isPending}
            >
              {t('signIn.enter')}
            </Button>
          </Form>
          <ProviderButton />
        </>
      )}
    </SignInFrame>
  )
}
