import { DownloadOutlined } from '@ant-design/icons'
import type { ImportedCodeMap } from '@jieli/server/contracts'
import { may } from '@jieli/server/contracts'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCodeMaps, writeCodeMapTable } from '../../api/code-maps.ts'
import { useSession } from '../../api/use-session.ts'
import { saveFile } from '../../kit/fields/save-file.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { CodeMapPanel } from './code-map-panel.tsx'
import { ImportDialog } from './import-dialog.tsx'
import './code-maps.css'

/** The maps between editions of a code system by which hospitals' codes are read. */
export function CodeMapsPage() {
  const { t } = useTranslation()
  const language = useLanguage()
  const holder = { grants: useSession().data?.grants ?? [] }
  const [importing, setImporting] = useState(false)
  const [imported, setImported] = useState<ImportedCodeMap>()
  const maps = useInfiniteQuery({
    queryKey: ['code-maps'],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => await listCodeMaps(pageParam),
    getNextPageParam: (page) => page.next,
  })
  const fetching = useMutation({
    mutationFn: async () =>
      saveFile(
        await writeCodeMapTable({ format: 'xlsx', language }),
        `${t('codeMaps.emptyName')}.xlsx`,
      ),
  })
  const items = (maps.data?.pages ?? []).flatMap((page) => page.items)
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('codeMaps.title')}</h1>
      <p className="quiet">{t('codeMaps.hint')}</p>
      <div className="code-map-tools">
        {may(holder, 'drafts.write') && (
          <Button type="primary" onClick={() => setImporting(true)}>
            {t('codeMaps.import')}
          </Button>
        )}
        <Button
          icon={<DownloadOutlined aria-hidden />}
          loading={fetching.isPending}
          onClick={() => fetching.mutate()}
        >
          {t('codeMaps.empty')}
        </Button>
      </div>
      {imported !== undefined && (
        <Notice
          kind="success"
          title={t('codeMaps.imported', {
            title: imported.map.title,
            count: imported.map.codes,
          })}
        >
          <p>{t('codeMaps.importedHint')}</p>
          {imported.notes.length > 0 && (
            <p>{t('codeMaps.notes', { count: imported.notes.length })}</p>
          )}
        </Notice>
      )}
      {importing && <ImportDialog onImported={setImported} onClose={() => setImporting(false)} />}
      {maps.isPending && <Waiting />}
      <FailureNotice error={maps.error ?? fetching.error} />
      {maps.isSuccess && items.length === 0 && <Empty description={t('codeMaps.none')} />}
      {items.map((map) => (
        <CodeMapPanel key={map.id} map={map} />
      ))}
      {maps.hasNextPage && (
        <Button loading={maps.isFetchingNextPage} onClick={() => void maps.fetchNextPage()}>
          {t('people.more')}
        </Button>
      )}
    </main>
  )
}
