import { CalculatorOutlined } from '@ant-design/icons'
import type { AssessmentScheme } from '@jieli/engine'
import type { Job, Preparation, RunSummary } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Select, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { listRuns, startRun } from '../../api/runs.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FollowedJob } from '../jobs/followed-job.tsx'
import { jobPageOf } from '../jobs/job-page-of.ts'
import { CloseStep, type CloseStepProps } from './close-step.tsx'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { RunStatusTag } from './run-status-tag.tsx'

/** Step five: compute, and every run of the period so far. */
export function ComputePanel(
  props: CloseStepProps & {
    readonly preparation: Preparation
    readonly schemes: readonly AssessmentScheme[]
    readonly scheme: string | undefined
    readonly onScheme: (scheme: string) => void
  },
) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const periodLabel = usePeriodLabel()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { ruleset, period, titled, rights, schemes, scheme, onScheme } = props
  const runs = useQuery({
    queryKey: ['runs', ruleset, period],
    queryFn: () => listRuns(ruleset, period),
  })
  const computing = useMutation({
    mutationFn: () => startRun(ruleset, { period, ...(scheme === undefined ? {} : { scheme }) }),
  })
  const show = (job: Job) => {
    void queryClient.invalidateQueries({ queryKey: ['runs', ruleset] })
    void navigate(jobPageOf(job) ?? '/jobs')
  }
  const items = runs.data?.items ?? []
  return (
    <CloseStep
      number={rights.write ? 5 : 4}
      title={t('assessment.compute.title')}
      hint={t('assessment.compute.hint')}
    >
      {rights.write && (
        <div className="close-tools">
          {schemes.length > 0 ? (
            <Select<string | null>
              className="entry-unit"
              aria-label={t('assessment.compute.scheme')}
              value={scheme ?? null}
              options={schemes.map(({ id, title }) => ({ value: id, label: text(title) }))}
              onChange={(next) => {
                if (next !== null) onScheme(next)
              }}
            />
          ) : (
            <span className="quiet">{t('assessment.compute.noScheme')}</span>
          )}
          <Button
            type="primary"
            icon={<CalculatorOutlined aria-hidden />}
            loading={computing.isPending}
            onClick={() => computing.mutate()}
          >
            {t('assessment.compute.start', { period: periodLabel(period) })}
          </Button>
        </div>
      )}
      {computing.data !== undefined && (
        <FollowedJob key={computing.data.id} job={computing.data} onDone={show} />
      )}
      {(computing.error ?? runs.error) !== null && (
        <FailureNotice error={computing.error ?? runs.error} />
      )}
      {items.length > 0 && (
        <Table<RunSummary>
          rowKey="id"
          size="small"
          dataSource={items}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              key: 'at',
              title: t('assessment.compute.computed'),
              render: (_, run) => (
                <Link to={`/runs/${encodeURIComponent(run.id)}`}>
                  {t('assessment.compute.runAt', { at: moment(run.history[0]?.at) })}
                </Link>
              ),
            },
            {
              key: 'scheme',
              title: t('assessment.compute.scheme'),
              render: (_, run) => titled.titles.scheme(run.scheme) ?? t('assessment.run.noScheme'),
            },
            {
              key: 'status',
              title: t('assessment.run.status'),
              render: (_, run) => <RunStatusTag run={run} />,
            },
            {
              key: 'objections',
              title: t('assessment.run.objections'),
              render: (_, run) =>
                run.objections.length === 0
                  ? '–'
                  : t('assessment.compute.objections', {
                      all: run.objections.length,
                      open: run.objections.filter(({ answer }) => answer === undefined).length,
                    }),
            },
            {
              key: 'by',
              title: t('assessment.run.by'),
              render: (_, run) => run.history[0]?.by.title,
            },
          ]}
        />
      )}
    </CloseStep>
  )
}
