import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { upsertListItem } from '../commands/upsert-list-item.ts'
import { listStates } from '../document/state-path.ts'
import { useRun } from '../editing/use-document.ts'
import { Field } from '../fields/field.tsx'
import { TextPair } from '../fields/text-pair.tsx'
import { useText } from '../i18n/use-language.ts'
import type { ElementPanelProps } from './element-panel-props.ts'
import { EventForm } from './event-form.tsx'
import { elementOfIssue } from '../document/chart-element.ts'

/** The pathway as a whole: its name, its events, and a list of its states. */
export function PathwayPanel(props: ElementPanelProps) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRun()
  const [search] = useSearchParams()
  const { pathway } = props
  const element = elementOfIssue(pathway, search.get('at') ?? '')
  return (
    <>
      <h2 className="element-panel-title">
        <span className="element-panel-kind">{t('canvas.pathway')}</span>
        {text(pathway.title)}
      </h2>
      <p className="field-hint">{t('canvas.panelHint')}</p>
      <Field title={t('canvas.title')}>
        <TextPair
          label={t('canvas.title')}
          value={pathway.title}
          onCommit={(title) => run(upsertListItem('pathways', { ...pathway, title }, 'title'))}
        />
      </Field>
      <Field title={t('canvas.states', { count: listStates(pathway).length })}>
        <ul className="transition-links">
          {listStates(pathway).map(({ path, state, key }) => (
            <li key={path}>
              <button
                type="button"
                style={{ paddingLeft: 10 + 14 * (path.split('.').length - 1) }}
                onClick={() => props.onSelect({ states: [path], transitions: [] })}
              >
                <span>{text(state.meta.title)}</span>
                <small className="code">{key}</small>
              </button>
            </li>
          ))}
        </ul>
      </Field>
      <Field title={t('canvas.events', { count: pathway.events.length })}>
        {pathway.events.map((event) => (
          <details
            className="inner-form"
            key={event.id}
            open={element?.kind === 'event' && element.id === event.id}
          >
            <summary>
              {text(event.title)} <small className="code quiet">{event.id}</small>
            </summary>
            <EventForm pathway={pathway} event={event} />
          </details>
        ))}
      </Field>
    </>
  )
}
