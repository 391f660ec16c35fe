import { firstDayInForce, type RulesetSummary } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button, Empty } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { listRulesets } from '../../api/rulesets.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { PilotNotice } from '../../kit/notices/pilot-notice.tsx'
import { SuspensionNotice } from '../../kit/notices/suspension-notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { ImportedFrom } from '../transfer/imported-from.tsx'
import { VersionsDialog } from './versions-dialog.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** The rulesets this person may see: what each is, what is in force, whether somebody is drafting. */
export function RulesetsPage(props: {
  /** What waits for this person, above the list. */
  readonly worklist: ReactNode
}) {
  const { t } = useTranslation()
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const items = rulesets.data?.items
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('rulesets.title')}</h1>
      <p className="quiet">{t('rulesets.hint')}</p>
      {props.worklist}
      {rulesets.isPending && <Waiting />}
      <FailureNotice error={rulesets.error} />
      {items?.length === 0 && <Empty description={t('rulesets.none')} />}
      <ul className="ruleset-list">
        {items?.map((summary) => (
          <RulesetCard key={summary.id} summary={summary} />
        ))}
      </ul>
    </main>
  )
}

function RulesetCard(props: { readonly summary: RulesetSummary }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const navigate = useNavigate()
  const { summary } = props
  const [search, setSearch] = useSearchParams()
  const show = (id?: string) => setSearch(id === undefined ? {} : { versions: id })
  const inForce = summary.versions.find((version) => version.version === summary.inForce)
  return (
    <li className="ruleset-card">
      <div className="ruleset-card-main">
        <h2>
          <Link to={`/rulesets/${summary.id}`}>{text(summary.title)}</Link>
          <Tag tone={summary.kind === 'county' ? 'blue' : 'neutral'}>
            {t(`templates.kinds.${summary.kind}`)}
          </Tag>
          {summary.sample && <Tag tone="amber">{t('rulesets.sample')}</Tag>}
          {summary.versions.some(({ problem }) => problem !== undefined) && (
            <Tag tone="red">{t('damaged.version')}</Tag>
          )}
        </h2>
        <SuspensionNotice summary={summary} />
        <PilotNotice summary={summary} />
        {summary.elsewhere !== undefined && <ImportedFrom elsewhere={summary.elsewhere} />}
        {summary.description !== undefined && <p>{text(summary.description)}</p>}
        <dl className="facts-line">
          <div>
            <dt>{t('rulesets.id')}</dt>
            <dd className="code">{summary.id}</dd>
          </div>
          {summary.basedOn !== undefined && (
            <div>
              <dt>{t('rulesets.basedOn')}</dt>
              <dd className="code">
                {summary.basedOn.id} {summary.basedOn.version}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('rulesets.inForce')}</dt>
            <dd>
              {inForce === undefined
                ? t('rulesets.notInForce')
                : t('rulesets.inForceSince', {
                    version: inForce.version,
                    from: firstDayInForce(inForce),
                  })}
            </dd>
          </div>
          <div>
            <dt>{t('rulesets.draft')}</dt>
            <dd>
              {summary.draft === undefined
                ? t('rulesets.noDraft')
                : t('rulesets.draftSaved', {
                    by: summary.draft.savedBy,
                    at: moment(summary.draft.savedAt),
                  })}
            </dd>
          </div>
        </dl>
      </div>
      <div className="ruleset-card-actions">
        <Button
          type="primary"
          aria-label={t('rulesets.openNamed', { title: text(summary.title) })}
          onClick={() => void navigate(`/rulesets/${summary.id}`)}
        >
          {t('rulesets.open')}
        </Button>
        <Button
          aria-label={t('templates.readNamed', { title: text(summary.title) })}
          onClick={() => void navigate(`/rulesets/${summary.id}/book`)}
        >
          {t('templates.read')}
        </Button>
        <Button
          aria-label={t('rulesets.versionsNamed', { title: text(summary.title) })}
          onClick={() => show(summary.id)}
        >
          {t('rulesets.versions')}
        </Button>
        {search.get('versions') === summary.id && (
          <VersionsDialog summary={summary} onClose={() => show()} />
        )}
      </div>
    </li>
  )
}
