import { DownloadOutlined } from '@ant-design/icons'
import { type CodeMap, mayWhole } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeCodeMap, writeCodeMapTable } from '../../api/code-maps.ts'
import { useSession } from '../../api/use-session.ts'
import { saveFile } from '../../kit/fields/save-file.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { useCounties } from '../people/use-counties.ts'
import { CodeMapEntriesTable } from './code-map-entries-table.tsx'

const tones = { imported: 'amber', inUse: 'green', ended: 'neutral' } as const

/** One map: between what, from which document, whether it works, its entries, and what can be done about it. */
export function CodeMapPanel({ map }: { readonly map: CodeMap }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const moment = useMoment()
  const queries = useQueryClient()
  const [shown, setShown] = useState(false)
  const [reason, setReason] = useState('')
  const counties = useCounties()
  const holder = { grants: useSession().data?.grants ?? [] }
  const mayChange = mayWhole(holder, 'rulesets.publish', map.county)
  const { id, title, source, target, counts, status, document } = map
  const changing = useMutation({
    mutationFn: async (to: 'inUse' | 'ended') =>
      await changeCodeMap(id, { status: to, ...(to === 'ended' && { reason: reason.trim() }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['code-maps'] }),
  })
  const fetching = useMutation({
    mutationFn: async () =>
      saveFile(await writeCodeMapTable({ map: id, format: 'xlsx', language }), `${title}.xlsx`),
  })
  const edition = ({ name, version }: CodeMap['source']) =>
    version === null ? name : t('codeMaps.edition', { name, version })
  return (
    <section className="panel panel-wide code-map">
      <h2>
        {title} <Tag tone={tones[status]}>{t(`codeMaps.status.${status}`)}</Tag>
      </h2>
      <p>
        {edition(source)} → {edition(target)} ·{' '}
        {counties.find((county) => county.id === map.county)?.title ?? map.county}
      </p>
      <p className="quiet">
        {t('codeMaps.from', { document: document.title, on: document.on, file: map.file })}
        {t('codeMaps.importedBy', { at: moment(map.importedAt), by: map.importedBy })}
        {map.usedAt !== null &&
          t('codeMaps.usedBy', { at: moment(map.usedAt), by: map.usedBy ?? '' })}
        {map.endedAt !== null &&
          t('codeMaps.endedBy', { at: moment(map.endedAt), by: map.endedBy ?? '' })}
        {map.reason !== null && t('codeMaps.because', { reason: map.reason })}
      </p>
      <p>
        {t('codeMaps.counts', {
          codes: map.codes,
          oneToOne: counts.oneToOne,
          manyToOne: counts.manyToOne,
          oneToMany: counts.oneToMany,
          none: counts.none,
        })}
      </p>
      <div className="code-map-tools">
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'codeMaps.hide' : 'codeMaps.look')}
        </Button>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={fetching.isPending}
          onClick={() => fetching.mutate()}
        >
          {t('codeMaps.export')}
        </Button>
        {mayChange && status === 'imported' && !map.own && (
          <Popconfirm
            title={t('codeMaps.useSure', { source: source.name, target: target.name })}
            okText={t('codeMaps.use')}
            cancelText={t('assessment.cancel')}
            onConfirm={() => changing.mutate('inUse')}
          >
            <Button type="primary" loading={changing.isPending}>
              {t('codeMaps.use')}
            </Button>
          </Popconfirm>
        )}
        {mayChange && status !== 'ended' && (
          <Popconfirm
            title={t('codeMaps.endSure', { source: source.name })}
            description={
              <Input
                aria-label={t('codeMaps.reason')}
                placeholder={t('codeMaps.reason')}
                value={reason}
                maxLength={2000}
                onChange={({ target: { value } }) => setReason(value)}
              />
            }
            okText={t('codeMaps.end')}
            okButtonProps={{ disabled: reason.trim() === '' }}
            cancelText={t('assessment.cancel')}
            onConfirm={() => changing.mutate('ended')}
          >
            <Button danger>{t('codeMaps.end')}</Button>
          </Popconfirm>
        )}
      </div>
      {status === 'imported' && (
        <p className="quiet">{t(map.own ? 'codeMaps.ownHint' : 'codeMaps.waits')}</p>
      )}
      <FailureNotice error={changing.error ?? fetching.error} />
      {shown && <CodeMapEntriesTable map={map} />}
    </section>
  )
}
