import { useTranslation } from 'react-i18next'

/** The logo and the name. */
export function Brand() {
  const { t } = useTranslation()
  return (
    <span className="brand">
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#0958d9" />
        <path d="M7 12h9l4 4-4 4H7l4-4z" fill="#fff" />
        <path d="M18 12h3l4 4-4 4h-3l4-4z" fill="#9ec5ff" />
      </svg>
      <span className="brand-name">{t('shell.product')}</span>
    </span>
  )
}
