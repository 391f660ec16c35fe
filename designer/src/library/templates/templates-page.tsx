import type { Template } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Empty, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { listTemplates } from '../../api/templates.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { DamagedNotice } from '../../kit/notices/damaged-notice.tsx'
import { useTransferRights } from '../transfer/use-transfer-rights.ts'
import { TemplateCard } from './template-card.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './templates.css'

const kinds = ['all', 'template', 'overlay', 'pack'] as const
type Kind = (typeof kinds)[number]

/** The packs, templates and overlays there are to read and to adapt. */
export function TemplatesPage() {
  const { t } = useTranslation()
  const rights = useTransferRights()
  const templates = useQuery({ queryKey: ['templates'], queryFn: listTemplates })
  const [wanted, setWanted] = useState('')
  const [kind, setKind] = useState<Kind>('all')
  const items = templates.data?.items ?? []
  const damaged = templates.data?.damaged ?? []
  const found = items.filter((item) => matches(item, wanted))
  const shown = found.filter((item) => kind === 'all' || item.kind === kind)
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('templates.title')}</h1>
      <p className="quiet">{t('templates.hint')}</p>
      <div className="template-tools">
        <Input.Search
          className="template-search"
          allowClear
          aria-label={t('templates.search')}
          placeholder={t('templates.search')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Segmented<Kind>
          aria-label={t('templates.kind')}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({
            value,
            label: t(`templates.filters.${value}`, {
              number: found.filter((item) => value === 'all' || item.kind === value).length,
            }),
          }))}
        />
        {rights.import && (
          <>
            <span className="spacer" />
            <Link to="/import">{t('transfer.importTitle')}</Link>
          </>
        )}
      </div>
      {templates.isPending && <Waiting />}
      <FailureNotice error={templates.error} />
      <DamagedNotice entries={damaged} title={t('damaged.missing', { count: damaged.length })} />
      {templates.data !== undefined && shown.length === 0 && (
        <Empty description={t('templates.none')} />
      )}
      <ul className="ruleset-list">
        {shown.map((template) => (
          <TemplateCard key={template.id} template={template} />
        ))}
      </ul>
    </main>
  )
}

/** True when every search term is in the template's names, documents or description. */
function matches(item: Template, wanted: string): boolean {
  const texts = [item.title, item.description, ...item.sources.map((source) => source.title)]
  const searched = [item.id, ...texts.flatMap((each) => [each?.zh ?? '', each?.en ?? ''])]
    .join('\n')
    .toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word))
}
