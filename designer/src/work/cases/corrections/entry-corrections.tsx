import type { Pathway } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../../kit/i18n/use-language.ts'
import { useMoment } from '../../../kit/i18n/use-moment.ts'
import type { NamedEntry } from './corrected-entries.ts'
import type { DraftChange } from './draft-change.ts'

/** What corrections made of an entry, and the buttons that make another. */
export function EntryCorrections(props: {
  readonly named: NamedEntry | undefined
  readonly pathway: Pathway | undefined
  /** Absent where the person may correct nothing. */
  readonly onCorrect: ((kind: DraftChange['kind'], of: NamedEntry) => void) | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { named, pathway, onCorrect } = props
  if (named === undefined) return null
  const { state, by, event, entry } = named
  const title =
    entry === '1'
      ? t('cases.startedEvent')
      : text(pathway?.events.find(({ id }) => id === event)?.title, event)
  const who = { who: by?.actor.title ?? '', at: moment(by?.at), reason: by?.reason ?? '' }
  const said =
    state === 'voided' || state === 'corrected' ? t(`corrections.done.${state}`, who) : undefined
  return (
    <>
      {said !== undefined && <p className="step-reason">{said}</p>}
      {onCorrect !== undefined && state !== 'voided' && (
        <div className="step-buttons">
          <Button
            size="small"
            aria-label={t('corrections.correctNamed', { event: title })}
            onClick={() => onCorrect('corrected', named)}
          >
            {t('corrections.correct')}
          </Button>
          {entry !== '1' && (
            <Button
              size="small"
              aria-label={t('corrections.voidNamed', { event: title })}
              onClick={() => onCorrect('voided', named)}
            >
              {t('corrections.void')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
