import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { listTemplates } from '../../api/templates.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { AdaptForm } from './adapt-form.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './adapt.css'

/** Makes a new county's ruleset from the template in the address. */
export function AdaptPage() {
  const { t } = useTranslation()
  const { template: id = '' } = useParams()
  const templates = useQuery({ queryKey: ['templates'], queryFn: listTemplates })
  const items = templates.data?.items
  const template = items?.find((item) => item.id === id && item.kind !== 'overlay')
  return (
    <main className="page page-narrow adapt">
      <p>
        <Link to="/templates">{t('adapt.back')}</Link>
      </p>
      {templates.isPending && <Waiting />}
      <FailureNotice error={templates.error} />
      {items !== undefined && template === undefined && (
        <Notice kind="error" title={t('adapt.unknown', { id })} />
      )}
      {items !== undefined && template !== undefined && (
        <AdaptForm
          key={id}
          template={template}
          overlays={items.filter((item) => item.kind === 'overlay')}
        />
      )}
    </main>
  )
}
