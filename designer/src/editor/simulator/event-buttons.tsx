import { indexRuleset, type AvailableEvent, type Bundle, type Party } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { OutcomeLabel } from '../../kit/fields/outcome-label.tsx'

/** The events of now; a closed one shows why it is closed and what would open it. */
export function EventButtons(props: {
  readonly bundle: Bundle
  readonly parties: readonly Party[]
  readonly events: readonly AvailableEvent[]
  readonly reason: string
  readonly onSend: (event: string) => void
  readonly onAsk: (fact: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const sorted = props.events.toSorted((a, b) => Number(b.open) - Number(a.open))
  const factTitle = (id: string): string =>
    text(indexRuleset(props.bundle.ruleset).facts.get(id)?.title, id)
  return (
    <ul className="event-buttons">
      {sorted.map((event) => {
        const waitsForReason = event.open && event.needsReason && props.reason.trim() === ''
        return (
          <li key={event.event} className={event.open ? 'event-open' : 'event-closed'}>
            <div className="event-head">
              <Button
                type={event.open ? 'primary' : 'default'}
                disabled={!event.open || waitsForReason}
                onClick={() => props.onSend(event.event)}
              >
                {text(event.title)}
              </Button>
              <span className="quiet">
                {event.actors
                  .map((id) => text(props.parties.find((party) => party.id === id)?.title, id))
                  .join(t('tables.comma'))}
              </span>
              {event.outcome !== undefined && (
                <OutcomeLabel outcome={event.outcome} subject={event.subject} />
              )}
              <span className="spacer" />
              {!event.open && (
                <Button
                  type="link"
                  size="small"
                  aria-label={t('simulator.sendAnywayNamed', { title: text(event.title) })}
                  onClick={() => props.onSend(event.event)}
                >
                  {t('simulator.sendAnyway')}
                </Button>
              )}
            </div>
            {waitsForReason && <p className="quiet">{t('simulator.reasonFirst')}</p>}
            {event.message !== undefined && <p>{text(event.message)}</p>}
            {event.needs.length > 0 && (
              <div className="needs">
                <span>{t('simulator.fillIn')}</span>
                {event.needs.map((id) => (
                  <Button key={id} size="small" onClick={() => props.onAsk(id)}>
                    {factTitle(id)}
                  </Button>
                ))}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}
