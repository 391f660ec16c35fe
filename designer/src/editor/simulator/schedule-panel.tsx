import { type Bundle, type Facts } from '@jieli/engine'
import { describeScheduledDuty, type ScheduledDuty } from '@jieli/engine/scheduled-duties'
import { Checkbox, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { momentOf, wallClock } from './clock.ts'
import { type Schedule, scheduleStandings, withoutRecord, withRecord } from './schedule.ts'
import { ScheduleEntry } from './schedule-entry.tsx'

/** Tries a scheduled duty: a day, what was recorded when, and how each period stands on the evening of that day. */
export function SchedulePanel(props: {
  readonly bundle: Bundle
  readonly schedule: Schedule
  readonly duty: ScheduledDuty | undefined
  /** What the directory says of the unit, what is filled in on recording, and the figures of the assessment. */
  readonly facts: Facts
  readonly onSchedule: (schedule: Schedule) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { bundle, schedule, duty, facts, onSchedule } = props
  const { ruleset } = bundle
  const offset = ruleset.manifest.calendar?.utcOffset ?? '+08:00'
  const [doneAt, setDoneAt] = useState<string>()
  const [document, setDocument] = useState(true)
  const at = doneAt ?? momentOf(`${schedule.day} 09:00`, offset)
  return (
    <div className="simulation-start">
      <div className="simulator-bar">
        <Select
          className="simulator-pick"
          aria-label={t('simulator.scheduledDuty')}
          placeholder={t('simulator.scheduledDuty')}
          showSearch={{ optionFilterProp: 'label' }}
          {...(duty === undefined ? {} : { value: duty.id })}
          options={ruleset.scheduledDuties.map(({ id, title }) => ({
            value: id,
            label: text(title),
          }))}
          onChange={(id) => onSchedule({ ...schedule, duty: id, records: [] })}
        />
        <label>
          <span>{t('simulator.lookedAt')}</span>
          <DatePicker
            aria-label={t('simulator.lookedAt')}
            allowClear={false}
            value={dayjs(schedule.day)}
            onChange={(day) => {
              if (day !== null) onSchedule({ ...schedule, day: day.format('YYYY-MM-DD') })
            }}
          />
        </label>
        {duty?.misses !== undefined && (
          <Select
            aria-label={t('simulator.assessed')}
            value={schedule.missed === undefined ? 'none' : schedule.missed ? 'missed' : 'met'}
            options={['none', 'missed', 'met'].map((value) => ({
              value,
              label: t(`simulator.assessments.${value}`),
            }))}
            onChange={(value: string) =>
              onSchedule({ ...schedule, missed: value === 'none' ? undefined : value === 'missed' })
            }
          />
        )}
      </div>
      {duty === undefined ? (
        <p className="quiet simulator-empty">{t('simulator.scheduleEmpty')}</p>
      ) : (
        <>
          <p>{describeScheduledDuty(ruleset, duty, schedule.day, language)}</p>
          <div className="simulator-bar">
            <label>
              <span>{t('scheduled.doneAt')}</span>
              <DatePicker
                aria-label={t('scheduled.doneAt')}
                allowClear={false}
                showTime={{ format: 'HH:mm' }}
                format="YYYY-MM-DD HH:mm"
                value={dayjs(wallClock(at))}
                onChange={(moment) => {
                  if (moment !== null)
                    setDoneAt(momentOf(moment.format('YYYY-MM-DD HH:mm'), offset))
                }}
              />
            </label>
            {duty.keptBy.document === true && (
              <Checkbox checked={document} onChange={({ target }) => setDocument(target.checked)}>
                {t('simulator.withDocument')}
              </Checkbox>
            )}
          </div>
          <ul className="simulation-duties" aria-label={t('simulator.periods')}>
            {scheduleStandings(bundle, schedule, { duty, facts }).map((instance) => (
              <ScheduleEntry
                key={instance.period}
                ruleset={ruleset}
                duty={duty}
                instance={instance}
                records={schedule.records.filter(({ period }) => period === instance.period)}
                onRecord={() =>
                  onSchedule(
                    withRecord(
                      schedule,
                      { duty, facts },
                      {
                        period: instance.period,
                        at,
                        document: duty.keptBy.document === true && document,
                      },
                    ),
                  )
                }
                onRemove={(record) => onSchedule(withoutRecord(schedule, record))}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
