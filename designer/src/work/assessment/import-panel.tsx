import { DownloadOutlined } from '@ant-design/icons'
import type { TableFormat, TableKind } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importTable, listImports, readTemplate, tableKinds } from '../../api/figures.ts'
import { FileButton } from '../../kit/fields/file-button.tsx'
import { saveFile } from '../../kit/fields/save-file.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ProblemTable } from '../../kit/notices/problem-table.tsx'
import { TableRefusal } from '../../kit/notices/table-refusal.tsx'
import { CloseStep, type CloseStepProps } from './close-step.tsx'
import { ImportList } from './import-list.tsx'
import { useColumnTitle } from './use-column-title.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** Step two: figures and cases come in from tables, whole or not at all. */
export function ImportPanel(props: CloseStepProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const { ruleset, period, titled, rights } = props
  const [kind, setKind] = useState<TableKind>('values')
  const counted = [...new Set(titled.ruleset.measures.map(({ of }) => of))]
  const [chosen, setPathway] = useState<string>()
  const pathway = kind === 'cases' ? (chosen ?? counted[0]) : undefined
  const subject = { kind, ...(pathway === undefined ? {} : { pathway }) }
  const imports = useQuery({ queryKey: ['imports', ruleset], queryFn: () => listImports(ruleset) })
  const taking = useMutation({
    mutationFn: (file: File) => importTable(ruleset, subject, file),
    onSettled: () =>
      Promise.all(
        ['imports', 'units', 'preparation', 'run'].map((name) =>
          queryClient.invalidateQueries({ queryKey: name === 'run' ? [name] : [name, ruleset] }),
        ),
      ),
  })
  const fetching = useMutation({
    mutationFn: async (format: TableFormat) => {
      const content = await readTemplate(ruleset, { ...subject, format, period, language })
      saveFile(content, `${[kind, pathway, period].filter(Boolean).join('-')}.${format}`)
    },
  })
  const columnTitle = useColumnTitle(titled)
  return (
    <CloseStep number={2} title={t('assessment.import.title')} hint={t('assessment.import.hint')}>
      {rights.import && (
        <div className="close-tools">
          <Select<TableKind>
            className="import-kind"
            aria-label={t('assessment.import.kind')}
            value={kind}
            options={tableKinds.map((one) => ({
              value: one,
              label: t(`assessment.import.kinds.${one}`),
            }))}
            onChange={(next) => {
              setKind(next)
              taking.reset()
            }}
          />
          {kind === 'cases' && (
            <Select
              className="import-kind"
              aria-label={t('assessment.import.pathway')}
              value={pathway}
              options={counted.map((id) => ({ value: id, label: titled.titles.pathway(id) }))}
              onChange={setPathway}
            />
          )}
          <FileButton
            primary
            label={t('assessment.import.choose')}
            busy={taking.isPending}
            onChoose={(file) => taking.mutate(file)}
          />
          {(['xlsx', 'csv'] as const).map((format) => (
            <Button
              key={format}
              icon={<DownloadOutlined aria-hidden />}
              loading={fetching.isPending && fetching.variables === format}
              onClick={() => fetching.mutate(format)}
            >
              {t(`assessment.import.template.${format}`)}
            </Button>
          ))}
        </div>
      )}
      {taking.isPending && <p role="status">{t('assessment.import.reading')}</p>}
      <FailureNotice error={fetching.error} />
      {taking.data !== undefined && (
        <Notice
          kind="success"
          title={t('assessment.import.taken', { count: taking.data.rows, name: taking.data.name })}
        >
          {taking.data.notes.length > 0 && (
            <>
              <p>{t('assessment.import.notes')}</p>
              <ProblemTable columnTitle={columnTitle} problems={taking.data.notes} />
            </>
          )}
        </Notice>
      )}
      <TableRefusal error={taking.error} columnTitle={columnTitle}>
        <p>{t('assessment.import.nothing')}</p>
      </TableRefusal>
      {imports.data === undefined ? (
        <Waiting />
      ) : (
        <ImportList titled={titled} imports={imports.data.items} />
      )}
    </CloseStep>
  )
}
