import type { Bundle } from '@jieli/engine'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { momentOf, wallClock } from './clock.ts'

/** Before a case: which pathway, and when it begins. */
export function SimulationStart(props: {
  readonly bundle: Bundle
  readonly pathway: string | undefined
  readonly at: string
  readonly refusal: string | undefined
  readonly onPathway: (pathway: string) => void
  readonly onAt: (at: string) => void
  readonly onStart: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { pathways, manifest } = props.bundle.ruleset
  const offset = manifest.calendar?.utcOffset ?? '+08:00'
  return (
    <div className="simulation-start">
      <div className="simulator-bar">
        <Select
          className="simulator-pick"
          aria-label={t('simulator.pathway')}
          placeholder={t('simulator.pathway')}
          {...(props.pathway === undefined ? {} : { value: props.pathway })}
          options={pathways.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={props.onPathway}
        />
        <label>
          <span>{t('simulator.beginsAt')}</span>
          <DatePicker
            aria-label={t('simulator.beginsAt')}
            allowClear={false}
            showTime={{ format: 'HH:mm' }}
            format="YYYY-MM-DD HH:mm"
            value={dayjs(wallClock(props.at))}
            onChange={(moment) => {
              if (moment !== null) props.onAt(momentOf(moment.format('YYYY-MM-DD HH:mm'), offset))
            }}
          />
        </label>
        <Button type="primary" disabled={props.pathway === undefined} onClick={props.onStart}>
          {t('simulator.start')}
        </Button>
      </div>
      {props.refusal !== undefined && <Notice kind="warning" title={props.refusal} />}
      <p className="quiet simulator-empty">{t('simulator.nothingStarted')}</p>
    </div>
  )
}
