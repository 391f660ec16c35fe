import { addMilliseconds, type Bundle, workingDaysMilliseconds } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { wallClock } from './clock.ts'

const hour = 3_600_000

/** When the next thing happens: the clock only goes forward. */
export function SimulationClock(props: {
  readonly bundle: Bundle
  readonly at: string
  readonly earliest: string
  readonly onChange: (at: string | undefined) => void
}) {
  const { t } = useTranslation()
  const { at, earliest } = props
  const { calendar } = props.bundle.ruleset.manifest
  const workingDay = workingDaysMilliseconds(at, 1, calendar)
  const forward = (milliseconds: number): void =>
    props.onChange(addMilliseconds(at, milliseconds, calendar))
  return (
    <div className="simulation-clock" role="group" aria-label={t('simulator.clock')}>
      <span>{t('simulator.clock')}</span>
      <strong>{wallClock(at)}</strong>
      <Button size="small" onClick={() => forward(hour)}>
        {t('simulator.oneHour')}
      </Button>
      <Button size="small" onClick={() => forward(24 * hour)}>
        {t('simulator.oneDay')}
      </Button>
      <Button
        size="small"
        disabled={typeof workingDay !== 'number'}
        onClick={() => {
          if (typeof workingDay === 'number') forward(workingDay)
        }}
      >
        {t('simulator.oneWorkingDay')}
      </Button>
      {at !== earliest && (
        <Button size="small" type="text" onClick={() => props.onChange(undefined)}>
          {t('simulator.clockBack')}
        </Button>
      )}
    </div>
  )
}
