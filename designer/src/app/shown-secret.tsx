import type { NewSecondFactor } from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { Button, Form, Input, QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import { confirmSecondFactor } from '../api/second-factor.ts'
import { FailureNotice } from '../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../kit/fields/errors-in-language.tsx'

/** Shows a secret as a QR code and as text, and asks for the first code of it. */
export function ShownSecret(props: {
  readonly secret: NewSecondFactor
  readonly onConfirmed: (codes: readonly string[]) => void
}) {
  const { t } = useTranslation()
  const { secret, uri } = props.secret
  const confirming = useMutation({
    mutationFn: ({ code }: { readonly code: string }) => confirmSecondFactor(code),
    onSuccess: ({ codes }) => props.onConfirmed(codes),
  })
  return (
    <>
      <p className="quiet">{t('secondFactor.scan')}</p>
      <div className="second-factor-code" role="img" aria-label={t('secondFactor.picture')}>
        <QRCode type="svg" value={uri} size={200} errorLevel="M" />
      </div>
      <p>{t('secondFactor.typed')}</p>
      <p className="code second-factor-secret">{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</p>
      <FailureNotice error={confirming.error} />
      <Form<{ readonly code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(values) => confirming.mutate(values)}
      >
        <ErrorsInLanguage />
        <Form.Item
          name="code"
          label={t('secondFactor.firstCode')}
          rules={[{ required: true, whitespace: true, message: t('secondFactor.codeMissing') }]}
        >
          <Input size="large" autoComplete="one-time-code" inputMode="numeric" maxLength={40} />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" block loading={confirming.isPending}>
          {t('secondFactor.confirm')}
        </Button>
      </Form>
    </>
  )
}
