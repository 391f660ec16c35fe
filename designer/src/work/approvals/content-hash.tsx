import { useTranslation } from 'react-i18next'

/** The hash of a content, short enough to compare by eye; whole where it is pointed at. */
export function ContentHash(props: { readonly content: string }) {
  const { t } = useTranslation()
  const { content } = props
  return (
    <span className="quiet" title={content}>
      {t('approvals.content')}{' '}
      <span className="code">{content.replace('sha256:', '').slice(0, 12)}</span>
    </span>
  )
}
