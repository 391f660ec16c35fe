import { indexRuleset, formatValue, type Value } from '@jieli/engine'
import { may, mayWhole, type ScheduledDutyEntry } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listRulesets } from '../../api/rulesets.ts'
import { useSession } from '../../api/use-session.ts'
import { versionQuery } from '../../api/version-query.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { StandingTag } from '../../kit/notices/standing-tag.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

type DutyRecord = ScheduledDutyEntry['records'][number]

/** What has to be done for a period: how it stands, who, by when, what was recorded, who was told that it is late. */
export function ScheduledEntry(props: { readonly entry: ScheduledDutyEntry }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const periodLabel = usePeriodLabel()
  const { entry } = props
  const [recording, setRecording] = useState(false)
  const [withdrawn, setWithdrawn] = useState<DutyRecord>()
  const mayRecord = useMayRecord(entry)
  // What is due by the end of a day is told by the day, as its county counts it.
  const dueWords = (at: string): string =>
    endsDay.test(at)
      ? t('scheduled.dueDay', { day: dayOf(at) })
      : t('duties.due', { at: moment(at) })
  const { title, period, owedBy, dueAt, yearMissing, standing, done, needed, told } = entry
  const due =
    yearMissing !== null
      ? t('duties.yearMissing', { year: yearMissing })
      : dueAt === null
        ? t('scheduled.untimed')
        : dueWords(dueAt)
  const who = text(owedBy)
  const name = t('scheduled.named', { title: text(title), period: periodLabel(period), who })
  return (
    <li className="scheduled-entry" aria-label={name}>
      <div className="scheduled-line">
        <StandingTag standing={standing} />
        <strong>{text(title)}</strong>
        <span>{periodLabel(period)}</span>
        <span>{t('duties.by', { who })}</span>
        <span className="quiet">{due}</span>
        {needed !== null && needed > 1 && (
          <span className="quiet">{t('scheduled.progress', { done, needed })}</span>
        )}
        <span className="spacer" />
        {mayRecord && (
          <Button
            size="small"
            type={standing === 'kept' || standing === 'keptLate' ? 'default' : 'primary'}
            aria-label={t('scheduled.recordNamed', { name })}
            onClick={() => setRecording(true)}
          >
            {t('scheduled.record')}
          </Button>
        )}
      </div>
      {told.length > 0 && (
        <p className="scheduled-told">
          {told
            .map(({ to, title: of, at, reached }) =>
              t(reached ? 'scheduled.told' : 'scheduled.unreached', {
                to: text(to),
                title: text(of),
                at: dayOf(at),
              }),
            )
            .join(t('tables.comma'))}
        </p>
      )}
      {entry.records.length > 0 && (
        <ul className="scheduled-records">
          {entry.records.map((record) => (
            <li key={record.id}>
              <RecordLine entry={entry} record={record} />{' '}
              {mayRecord && (
                <Button size="small" type="link" onClick={() => setWithdrawn(record)}>
                  {t('scheduled.withdraw')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {recording && <RecordDialog entry={entry} name={name} onClose={() => setRecording(false)} />}
      {withdrawn !== undefined && (
        <WithdrawDialog
          entry={entry}
          record={withdrawn.id}
          name={name}
          onClose={() => setWithdrawn(undefined)}
        />
      )}
    </li>
  )
}

const endsDay = /T23:59:59\.999/

/** The day of a moment as it is written, with its county's offset. */
function dayOf(at: string): string {
  return at.slice(0, 10)
}

/** Whether this person may record it. The server decides; this only spares dead ends. */
function useMayRecord({ ruleset, actingUnits }: ScheduledDutyEntry): boolean {
  const holder = { grants: useSession().data?.grants ?? [] }
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const county = rulesets.data?.items.find(({ id }) => id === ruleset)?.county ?? '*'
  return (
    mayWhole(holder, 'duties.record', county) ||
    (actingUnits.length > 0 && may(holder, 'duties.record', { county, units: actingUnits }))
  )
}

function RecordLine(props: { readonly entry: ScheduledDutyEntry; readonly record: DutyRecord }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const moment = useMoment()
  const { entry, record } = props
  const { at, by, facts, document, note } = record
  const version = useQuery({
    ...versionQuery(entry.ruleset, entry.version),
    enabled: Object.keys(facts).length > 0,
  })
  const filled = Object.entries(facts).map(([id, value]) => {
    const fact = version.data && indexRuleset(version.data.ruleset).facts.get(id)
    return t('scheduled.filled', {
      title: text(fact?.title, id),
      value: formatValue(fact ?? { type: 'text' }, value as Value, language),
    })
  })
  const filed =
    document === null
      ? []
      : [[document.title, document.number].filter((part) => part !== undefined).join(' ')]
  const { link } = document ?? {}
  return (
    <>
      {t('scheduled.recorded', { at: moment(at), by })}
      {[...filled, ...filed, ...(note === null ? [] : [note])].map((part) => (
        <span key={part} className="scheduled-part">
          {part}
        </span>
      ))}
      {link !== undefined && (
        <a href={link} target="_blank" rel="noreferrer">
          {t('scheduled.openLink')}
        </a>
      )}
    </>
  )
}
