import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useRouteError } from 'react-router'
import { describeFailure } from '../api/api-error.ts'
import { useText } from '../kit/i18n/use-language.ts'

/** Shown when a page does not exist or failed; describes what happened and links back. */
export function FailurePage() {
  const { t } = useTranslation()
  const text = useText()
  // Without a failure this page is for an address without a page; the router then gives null or nothing.
  const error = useRouteError() ?? undefined
  return (
    <main>
      <Result
        status={error === undefined ? '404' : 'error'}
        title={
          <h1 className="page-title">
            {t(error === undefined ? 'shell.notFound' : 'shell.broken')}
          </h1>
        }
        subTitle={error === undefined ? t('shell.notFoundHint') : text(describeFailure(error))}
        extra={
          <Link to="/rulesets">
            <Button type="primary">{t('shell.backHome')}</Button>
          </Link>
        }
      />
    </main>
  )
}
