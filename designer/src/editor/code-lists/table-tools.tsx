import { DownloadOutlined } from '@ant-design/icons'
import type { CodeSystem } from '@jieli/engine'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { writeCodeTable } from '../../api/code-tables.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { useDocument, useRuleset } from '../../document/editing/use-document.ts'
import { FileButton } from '../../kit/fields/file-button.tsx'
import { saveFile } from '../../kit/fields/save-file.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { TableRefusal } from '../../kit/notices/table-refusal.tsx'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { IntakeDialog } from './intake-dialog.tsx'
import { useCodeColumn } from './use-code-column.ts'
import { useReadTable } from './use-read-table.ts'

/** Brings codes in from Excel or CSV, and hands the list out to be edited there. */
export function TableTools(props: { readonly codeSystem: CodeSystem }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const columnTitle = useCodeColumn()
  const ruleset = useRuleset().manifest.id
  const saved = useDocument((state) => state.saved)
  const reading = useReadTable()
  const { codeSystem } = props
  const fetching = useMutation({
    mutationFn: async (list: string | undefined) => {
      const query = { format: 'xlsx' as const, language }
      const content = await writeCodeTable(
        ruleset,
        list === undefined ? query : { ...query, codeSystem: list },
      )
      saveFile(content, `${list ?? t('codeLists.emptyTableName')}.xlsx`)
    },
  })
  return (
    <>
      <div className="table-tools">
        <FileButton
          label={t('codeLists.importTable')}
          busy={reading.isPending}
          onChoose={(file) => reading.mutate(file)}
        />
        <LockedFields locked={false}>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            disabled={!saved}
            loading={fetching.isPending && fetching.variables !== undefined}
            onClick={() => fetching.mutate(codeSystem.id)}
          >
            {t('codeLists.exportTable')}
          </Button>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            loading={fetching.isPending && fetching.variables === undefined}
            onClick={() => fetching.mutate(undefined)}
          >
            {t('codeLists.emptyTable')}
          </Button>
        </LockedFields>
        {!saved && <span className="quiet">{t('codeLists.exportUnsaved')}</span>}
      </div>
      <FailureNotice error={fetching.error} />
      <TableRefusal error={reading.error} columnTitle={columnTitle} />
      {reading.data !== undefined && (
        <IntakeDialog codeSystem={codeSystem} read={reading.data} onClose={() => reading.reset()} />
      )}
    </>
  )
}
