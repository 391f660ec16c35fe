import { may, type Verification, type VerificationReading } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readVerification } from '../../api/audit.ts'
import { useSession } from '../../api/use-session.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { ErasedList, ProblemList } from './verified-lists.tsx'

/** Whether everything stored is as it was written: when that was last looked at, what is looked at now, and what was found. */
export function LogState() {
  const { t } = useTranslation()
  const holder = { grants: useSession().data?.grants ?? [] }
  // What is found names documents of every county.
  const everywhere = may(holder, 'audit.read', { county: '*' })
  const reading = useQuery({
    queryKey: ['audit-verification'],
    queryFn: readVerification,
    enabled: everywhere,
    refetchInterval: ({ state }) => (state.data?.running == null ? 60_000 : 5000),
  })
  if (!everywhere) return <p className="quiet">{t('auditLog.stateElsewhere')}</p>
  if (reading.error !== null) return <FailureNotice error={reading.error} />
  if (reading.data === undefined) return <Waiting />
  return <Known reading={reading.data} />
}

const tones = { pending: 'info', sound: 'success', damaged: 'error' } as const

function Known({ reading }: { readonly reading: VerificationReading }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { state, running, newest, everything } = reading
  const verified = [everything, newest].filter((each) => each !== null)
  const problems = verified.flatMap((each) => each.problems)
  const problemCount = verified.reduce((sum, each) => sum + each.problemCount, 0)
  const sentence = () => {
    if (state !== 'sound') return t(`auditLog.state.${state}`, { count: problemCount })
    return everything === null
      ? t('auditLog.state.newestSound', { at: moment(newest?.startedAt) })
      : t('auditLog.state.sound', { at: moment(everything.startedAt) })
  }
  return (
    <section aria-label={t('auditLog.state.title')} className="audit-state">
      <Notice kind={tones[state]} title={sentence()}>
        {everything !== null && <Looked part="everything" verified={everything} />}
        {newest !== null && <Looked part="newest" verified={newest} />}
        {running !== null && <p role="status">{t(`auditLog.running.${running}`)}</p>}
        <p>
          {t('auditLog.verifyNow')} <span className="code">jieli audit verify</span>
        </p>
      </Notice>
      {problems.length > 0 && <ProblemList problems={problems} count={problemCount} />}
      {verified.map((each) => (
        <ErasedList key={each.startedAt} verified={each} />
      ))}
    </section>
  )
}

/** What was looked at, when, and how much. */
function Looked(props: {
  readonly part: 'everything' | 'newest'
  readonly verified: Verification
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { startedAt, finishedAt, entries, documents, checkpoints } = props.verified
  return (
    <p>
      {t(`auditLog.looked.${props.part}`, {
        from: moment(startedAt),
        to: moment(finishedAt),
        entries,
        documents,
        checkpoints,
      })}
    </p>
  )
}
