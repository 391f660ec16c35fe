import type { Elsewhere } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Mark } from '../../kit/notices/mark.tsx'
import './travel.css'

/** Says that a ruleset is made on another server, and whose it is. */
export function FromElsewhere(props: { readonly elsewhere: Elsewhere }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { signer, signerTitle, importedAt } = props.elsewhere
  return (
    <p className="from-elsewhere">
      <Mark tone="amber">{t('travel.elsewhere')}</Mark>{' '}
      {t('travel.from', {
        title: signerTitle === '' ? t('travel.ownKey') : signerTitle,
        at: moment(importedAt),
      })}{' '}
      <span className="code">{signer}</span>
    </p>
  )
}
