import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'

/** Something of a page is being read. */
export function Waiting(props: { readonly words?: string }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="page-wait" aria-label={props.words ?? t('shell.loading')}>
      <Spin />
    </div>
  )
}
