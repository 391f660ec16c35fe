import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'

/** Something of a page is being read. */
export function Waiting() {
  const { t } = useTranslation()
  return (
    <div role="status" className="page-wait" aria-label={t('shell.loading')}>
      <Spin />
    </div>
  )
}
