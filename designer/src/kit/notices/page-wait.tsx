import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from './failure-notice.tsx'

/** Stands in for a page that is still being read, or could not be. */
export function PageWait(props: { readonly error: Error | null }) {
  const { t } = useTranslation()
  if (props.error === null) return <Spin className="page-wait" aria-label={t('shell.loading')} />
  return (
    <main className="page">
      <FailureNotice error={props.error} />
    </main>
  )
}
