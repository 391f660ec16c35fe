import { subjectOf } from '@jieli/engine'
import type { Case } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { caseReceiptAddress, readAvailableEvents, readCase } from '../../api/cases.ts'
import { PathwayStatechart } from '../../editor/canvas/pathway-statechart.tsx'
import { stateAt } from '../../document/state/state-path.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { CaseDraftPanel } from '../approvals/case-draft.tsx'
import { CaseDamaged } from './case-damaged.tsx'
import { VersionChosen } from '../../kit/notices/version-chosen.tsx'
import { CaseSuspended } from './case-suspended.tsx'
import { CaseDuties } from './case-duties.tsx'
import { UntimedTimers } from './untimed-timers.tsx'
import { CaseEvents } from './case-events.tsx'
import { CaseFacts } from './case-facts.tsx'
import { CaseHistory } from './case-history.tsx'
import { CorrectableHistory } from './correctable-history.tsx'
import './cases.css'
import { highlightedStates } from './highlighted-states.ts'
import { versionQuery } from '../../api/version-query.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** One case: where it is on its statechart, how it came there and why, and what can happen next. */
export function CasePage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const found = useQuery({ queryKey: ['case', id], queryFn: () => readCase(id) })
  if (found.error !== null)
    return (
      <main className="page">
        <FailureNotice error={found.error} />
        <Link to="/cases">{t('cases.back')}</Link>
      </main>
    )
  if (found.data === undefined) return <Waiting />
  return <OpenCase document={found.data} />
}

function OpenCase(props: { readonly document: Case }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { document } = props
  const { problem } = document
  const version = useQuery({
    ...versionQuery(document.ruleset, document.version),
    enabled: problem?.code !== 'BUNDLE_DAMAGED',
  })
  const offered = useQuery({
    queryKey: ['case-events', document.id, document.revision],
    queryFn: () => readAvailableEvents(document.id),
    // Why an event is closed may quote what this person may not see.
    enabled: problem === undefined && document.hidden === undefined,
  })
  const ruleset = version.data?.ruleset
  const pathway = ruleset?.pathways.find((other) => other.id === document.pathway)
  const state = pathway === undefined ? undefined : stateAt(pathway, document.state)
  const ofCommunity = pathway !== undefined && subjectOf(pathway) === 'community'
  const last = document.history.at(-1)
  const unitOf = (side: 'fromUnit' | 'toUnit'): string => {
    const unit = document.facts[`${side}.id`]
    const acting = document[side]
    if (typeof unit !== 'string' || acting === null || acting === unit) return acting ?? '–'
    return t('cases.nowActing', { unit, acting })
  }
  // The reason why it cannot be stepped is more specific than what could not be read for it.
  const failure = problem === undefined ? (version.error ?? offered.error) : null
  return (
    <main className="case">
      <header className="case-header">
        {ofCommunity ? (
          <Link to="/procedures">{t('procedures.back')}</Link>
        ) : (
          <Link to="/cases">{t('cases.back')}</Link>
        )}
        <h1 className="page-title">
          {ofCommunity
            ? text(pathway?.title)
            : t('cases.caseNamed', { patient: document.patient ?? document.id })}
          <Tag tone={document.status === 'done' ? 'neutral' : 'green'}>
            {text(state?.meta.title, document.state)}
          </Tag>
        </h1>
        <dl className="facts-line">
          {[
            ['cases.id', document.id],
            ['cases.pathway', text(pathway?.title, document.pathway)],
            ...(ofCommunity
              ? []
              : [
                  ['cases.fromUnit', unitOf('fromUnit')],
                  ['cases.toUnit', unitOf('toUnit')],
                ]),
            ['cases.version', `${document.ruleset} ${document.version}`],
            ['cases.started', moment(document.history[0]?.at ?? document.createdAt)],
          ].map(([key = '', value]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {document.damage?.length === 0 && document.hidden === undefined && (
          <a href={caseReceiptAddress(document.id)} download={`${document.id}.json`}>
            {t('cases.receipt')}
          </a>
        )}
      </header>
      {document.hidden !== undefined && (
        <Notice kind="info" title={t('cases.veiled')}>
          {t('cases.veiledWhy')}
        </Notice>
      )}
      <CaseSuspended document={document} />
      <VersionChosen choice={document.versionChoice} begun />
      <CaseDamaged damage={document.damage ?? []} />
      <FailureNotice error={failure} />
      {problem !== undefined && (
        <Notice kind="error" title={t('cases.notStepped')}>
          {text(problem.message)}
        </Notice>
      )}
      {version.isLoading ? (
        <Waiting />
      ) : ruleset === undefined || pathway === undefined ? (
        <StoredCase document={document} />
      ) : (
        <div className="case-body">
          <div className="case-left">
            {document.history[0]?.draft !== undefined && <CaseDraftPanel document={document} />}
            <section className="panel case-statechart" aria-label={t('cases.chart')}>
              <PathwayStatechart
                ruleset={ruleset}
                pathway={pathway}
                active={highlightedStates(document.state)}
                taken={last?.transitions ?? []}
              />
            </section>
            <section className="panel case-section">
              <CorrectableHistory document={document} ruleset={ruleset} pathway={pathway} />
            </section>
          </div>
          <div className="case-right">
            {document.hidden === undefined && (
              <section className="panel case-section">
                <h2>{t('cases.next')}</h2>
                {problem !== undefined ? (
                  <p className="quiet">{t('cases.notStepped')}</p>
                ) : offered.data === undefined ? (
                  <Waiting />
                ) : (
                  <CaseEvents
                    document={document}
                    offered={offered.data}
                    ruleset={ruleset}
                    pathway={pathway}
                  />
                )}
              </section>
            )}
            <UntimedTimers document={document} ruleset={ruleset} pathway={pathway} />
            {document.duties.length > 0 && (
              <section className="panel case-section" aria-labelledby="case-duties-title">
                <h2 id="case-duties-title">{t('duties.title')}</h2>
                <CaseDuties document={document} ruleset={ruleset} pathway={pathway} />
              </section>
            )}
            <section className="panel case-section">
              <h2>{t('cases.facts')}</h2>
              <CaseFacts facts={document.facts} hidden={document.hidden} ruleset={ruleset} />
            </section>
          </div>
        </div>
      )}
    </main>
  )
}

/** What is stored of a case, where its version, with its statechart and titles, cannot be read. */
function StoredCase(props: { readonly document: Case }) {
  const { t } = useTranslation()
  const { document } = props
  return (
    <div className="case-body">
      <section className="panel case-section">
        <h2>{t('cases.history')}</h2>
        <CaseHistory document={document} />
      </section>
      <section className="panel case-section">
        <h2>{t('cases.facts')}</h2>
        <CaseFacts facts={document.facts} hidden={document.hidden} />
      </section>
    </div>
  )
}
