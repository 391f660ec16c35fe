import type { Elsewhere } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import './transfer.css'

/** Notes that a ruleset is made on another server, and by whom. */
export function ImportedFrom(props: { readonly elsewhere: Elsewhere }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { signer, signerTitle, importedAt } = props.elsewhere
  return (
    <p className="imported-from">
      <Tag tone="amber">{t('transfer.imported')}</Tag>{' '}
      {t('transfer.from', {
        title: signerTitle === '' ? t('transfer.ownKey') : signerTitle,
        at: moment(importedAt),
      })}{' '}
      <span className="code">{signer}</span>
    </p>
  )
}
