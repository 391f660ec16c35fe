import type { Value } from '@jieli/engine'
import type { OpenedLink } from '@jieli/server/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { startCase } from '../../api/cases.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { versionQuery } from '../../api/version-query.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { VersionChosen } from '../../kit/notices/version-chosen.tsx'
import { AttachmentField } from '../attachments/attachment-field.tsx'
import { attachmentsInput, useUploads } from '../attachments/use-uploads.ts'
import { CaseFacts } from '../cases/case-facts.tsx'
import { EventField } from '../cases/event-field.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './links.css'

/** What a hospital's system knows of a new referral, to be looked at before it is begun. */
export function LinkedReferral(props: {
  readonly from: string
  readonly referral: NonNullable<OpenedLink['referral']>
}) {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const { ruleset, pathway, version, versionChoice, facts } = props.referral
  const found = useQuery(versionQuery(ruleset, version))
  // Kept while the beginning is tried again, so that it cannot happen twice.
  const key = useRequestKey()
  const uploads = useUploads(null)
  const beginning = useMutation({
    mutationFn: () =>
      startCase({ ruleset, pathway, facts, ...attachmentsInput(uploads) }, key.read()),
    onSuccess: async ({ id }) => navigate(`/cases/${id}`, { replace: true }),
    onError: key.failed,
  })
  if (found.isPending) return <Waiting />
  const chart = found.data?.ruleset.pathways.find(({ id }) => id === pathway)
  return (
    <section className="panel linked-referral" aria-labelledby="linked-referral">
      <h2 id="linked-referral">
        {t('links.referral', { pathway: chart === undefined ? pathway : text(chart.title) })}
      </h2>
      <p className="quiet">{t('links.from', { system: props.from })}</p>
      <VersionChosen choice={versionChoice} />
      <CaseFacts
        facts={facts as Readonly<Record<string, Value | null>>}
        ruleset={found.data?.ruleset}
      />
      <EventField name={t('attachments.optional')}>
        <AttachmentField uploads={uploads} />
      </EventField>
      <FailureNotice error={found.error ?? beginning.error} />
      <Button
        type="primary"
        disabled={!uploads.whole}
        loading={beginning.isPending}
        onClick={() => beginning.mutate()}
      >
        {t('links.begin')}
      </Button>
    </section>
  )
}
