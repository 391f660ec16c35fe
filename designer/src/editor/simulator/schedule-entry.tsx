import type { Ruleset } from '@jieli/engine'
import type { DutyRecord, PlayedInstance, ScheduledDuty } from '@jieli/engine/scheduled-duties'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { usePeriodLabel } from '../../kit/i18n/use-period-label.ts'
import { StandingTag } from '../../kit/notices/standing-tag.tsx'
import { wallClock } from './clock.ts'

/** One period of a scheduled duty: how it stands, by when, what was recorded, and who is told that it is late. */
export function ScheduleEntry(props: {
  readonly ruleset: Ruleset
  readonly duty: ScheduledDuty
  readonly instance: PlayedInstance
  readonly records: readonly DutyRecord[]
  readonly onRecord: () => void
  readonly onRemove: (record: DutyRecord) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const periodLabel = usePeriodLabel()
  const { ruleset, duty, instance, records } = props
  const { period, dueAt, standing, reminders } = instance
  const label = period === 'once' ? t('scheduledEditor.everyTypes.once') : periodLabel(period)
  const office = (id: string): string =>
    text(ruleset.offices.find((known) => known.id === id)?.title, id)
  const debtor =
    duty.owedBy.of === 'community' ? office(duty.owedBy.office) : t('simulator.sampleUnit')
  return (
    <li>
      <StandingTag standing={standing.standing} />
      <span>{label}</span>
      <span className="quiet">
        {[
          debtor,
          dueAt === undefined
            ? t('simulator.noDue')
            : t('simulator.dueAt', { at: wallClock(dueAt) }),
          t('scheduled.progress', { done: standing.done, needed: standing.needed ?? '–' }),
        ].join(' · ')}
      </span>
      <span className="spacer" />
      <Button
        size="small"
        aria-label={t('scheduled.recordNamed', { name: label })}
        onClick={props.onRecord}
      >
        {t('scheduled.record')}
      </Button>
      {records.map((record, at) => (
        <Button
          key={`${record.at} ${at}`}
          size="small"
          type="text"
          onClick={() => props.onRemove(record)}
        >
          {t('simulator.removeRecord', { at: wallClock(record.at) })}
        </Button>
      ))}
      {reminders.map(({ id, title, to, at }) => (
        <span key={id} className="schedule-reminder">
          {t('simulator.reminds', {
            at: wallClock(at),
            to: to === undefined ? debtor : office(to),
            title: text(title),
          })}
        </span>
      ))}
    </li>
  )
}
