import type { Imported } from '@jieli/server/contracts'
import type { PreviewedVersion } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useMayAdapt } from '../adapt/use-may-adapt.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** What was taken in, and where to go on from. */
export function ImportResult(props: {
  readonly imported: Imported
  readonly versions: readonly PreviewedVersion[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset, version, added, present } = props.imported
  const about = props.versions.find(({ id }) => id === ruleset)
  const title = text(about?.title, ruleset)
  const mayAdapt = useMayAdapt()
  const adaptable = mayAdapt && (about?.kind === 'template' || about?.kind === 'pack')
  return (
    <div role="status">
      <Notice kind="success" title={t('transfer.done', { title, version })}>
        <p>
          {t('transfer.added', { count: added.length })}
          {present.length > 0 && t('transfer.present', { count: present.length })}
        </p>
        <p className="transfer-links">
          {adaptable && <Link to={`/adapt/${ruleset}`}>{t('transfer.adaptIt')}</Link>}
          <Link to={`/rulesets/${ruleset}/book`}>{t('templates.read')}</Link>
          <Link to="/rulesets">{t('transfer.toWorklist')}</Link>
        </p>
      </Notice>
    </div>
  )
}
