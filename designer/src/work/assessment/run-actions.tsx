import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons'
import type { RunFormat } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Dropdown, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { exportRun, finaliseRun, recomputeRun, reviewRun, runFormats } from '../../api/runs.ts'
import { saveFile } from '../../kit/fields/save-file.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import type { ReadableRun } from './use-assessment-run.ts'

const endings = { csv: 'csv', xlsx: 'xlsx', 'measure-report': 'json' } as const

/** What this person may do with a run now. */
export function RunActions(props: ReadableRun) {
  const { t } = useTranslation()
  const language = useLanguage()
  const queryClient = useQueryClient()
  const { run, rights } = props
  const [correcting, setCorrecting] = useState(false)
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['run', run.id] }),
      queryClient.invalidateQueries({ queryKey: ['runs', run.ruleset] }),
    ])
  const moving = useMutation({
    mutationFn: (step: typeof reviewRun) => step(run),
    // A run that moved on meanwhile is shown as it now is.
    onSettled: refresh,
  })
  const recomputing = useMutation({ mutationFn: () => recomputeRun(run.id) })
  const exporting = useMutation({
    mutationFn: async (format: RunFormat) => {
      const content = await exportRun(run.id, format, language)
      saveFile(content, `${run.ruleset}-${run.period}.${endings[format]}`)
    },
  })
  const failure = moving.error ?? recomputing.error ?? exporting.error
  return (
    <>
      <div className="close-tools">
        {rights.review && run.status === 'provisional' && (
          <Button
            type="primary"
            loading={moving.isPending}
            onClick={() => moving.mutate(reviewRun)}
          >
            {t('assessment.run.review')}
          </Button>
        )}
        {rights.finalise && run.status === 'reviewed' && (
          <Popconfirm
            title={t('assessment.run.finaliseAsk')}
            okText={t('assessment.run.finalise')}
            cancelText={t('assessment.cancel')}
            onConfirm={() => moving.mutate(finaliseRun)}
          >
            <Button type="primary" loading={moving.isPending}>
              {t('assessment.run.finalise')}
            </Button>
          </Popconfirm>
        )}
        {rights.write && run.status !== 'superseded' && (
          <Button onClick={() => setCorrecting(true)}>{t('assessment.run.correct')}</Button>
        )}
        {rights.whole && (
          <>
            <Button loading={recomputing.isPending} onClick={() => recomputing.mutate()}>
              {t('assessment.run.recompute')}
            </Button>
            <Dropdown
              trigger={['click']}
              menu={{
                items: runFormats.map((format) => ({
                  key: format,
                  label: t(`assessment.run.formats.${format}`),
                  onClick: () => exporting.mutate(format),
                })),
              }}
            >
              <Button icon={<DownloadOutlined aria-hidden />} loading={exporting.isPending}>
                {t('assessment.run.export')}
              </Button>
            </Dropdown>
          </>
        )}
        <Link className="button-link" to={`/runs/${encodeURIComponent(run.id)}/report`}>
          <PrinterOutlined aria-hidden /> {t('assessment.run.report')}
        </Link>
        <Link
          className="button-link"
          to={`/assessment/${encodeURIComponent(run.ruleset)}/money?period=${run.period}`}
        >
          {t('assessment.run.settlement')}
        </Link>
      </div>
      <FailureNotice error={failure} />
      {recomputing.data !== undefined && (
        <Notice
          kind={recomputing.data.same ? 'success' : 'error'}
          title={t(recomputing.data.same ? 'assessment.run.same' : 'assessment.run.notSame')}
        >
          <span className="code hash">{recomputing.data.resultHash}</span>
        </Notice>
      )}
      {correcting && <CorrectDialog {...props} onClose={() => setCorrecting(false)} />}
    </>
  )
}
