import { pathwaySubjectTitles, subjectOf } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { resetPathway } from '../../document/commands/reset-pathway.ts'
import { resetState } from '../../document/commands/reset-state.ts'
import { resetTransition } from '../../document/commands/reset-transition.ts'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { pathwayItself, removedStates, removedTransitions } from './statechart-provenance.ts'
import { listStates } from '../../document/state/state-path.ts'
import { provenanceOf } from '../../document/editing/provenance.ts'
import { ProvenanceLine } from '../../document/editing/provenance-line.tsx'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { GovernsField } from '../offices/governs-field.tsx'
import type { ElementPanelProps } from './element-panel-props.ts'
import { EventForm } from './event-form.tsx'
import { PartiesField } from './parties-field.tsx'
import { elementOfIssue } from '../../document/state/statechart-element.ts'
import { RemovedElements } from './removed-elements.tsx'
import { useTransitionLabel } from './transition-links.tsx'
import { useTemplatePathway } from './use-refusals.ts'

/** The pathway as a whole: its name, its events, and a list of its states. */
export function PathwayPanel(props: ElementPanelProps) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const [search] = useSearchParams()
  const { pathway } = props
  const theirs = useTemplatePathway(pathway.id)
  const transitionLabel = useTransitionLabel(theirs ?? pathway)
  const element = elementOfIssue(pathway, search.get('at') ?? '')
  return (
    <>
      <h2 className="element-panel-title">
        <span className="element-panel-kind">{t('canvas.pathway')}</span>
        {text(pathway.title)}
      </h2>
      <p className="field-hint">{t('canvas.panelHint')}</p>
      <ProvenanceLine
        path={`/pathways/${pathway.id}`}
        provenance={provenanceOf(pathwayItself(theirs), pathwayItself(pathway))}
        onReset={() => {
          if (theirs !== undefined) run(resetPathway(theirs))
        }}
      />
      <Field title={t('canvas.title')}>
        <TextPair
          label={t('canvas.title')}
          value={pathway.title}
          onCommit={(title) => run(upsertListItem('pathways', { ...pathway, title }, 'title'))}
        />
      </Field>
      <Field title={t('canvas.subject')}>
        <p>{text(pathwaySubjectTitles[subjectOf(pathway)])}</p>
      </Field>
      {subjectOf(pathway) === 'community' && (
        <GovernsField
          value={pathway.governs ?? []}
          onChange={(kinds) => {
            const { governs: _governs, ...rest } = pathway
            const next = kinds.length === 0 ? rest : { ...rest, governs: kinds }
            run(upsertListItem('pathways', next, 'governs'))
          }}
        />
      )}
      <PartiesField pathway={pathway} />
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
        <RemovedElements
          title={t('canvas.removedStates')}
          items={removedStates(theirs, pathway).map(({ path, state }) => ({
            key: path,
            title: text(state.meta.title),
            onRestore: () => {
              if (theirs !== undefined) run(resetState(theirs, path))
            },
          }))}
        />
        <RemovedElements
          title={t('canvas.removedTransitions')}
          items={removedTransitions(theirs, pathway, '').map((entry) => ({
            key: entry.id,
            title: transitionLabel(entry),
            onRestore: () => {
              if (theirs !== undefined) run(resetTransition(theirs, entry.id))
            },
          }))}
        />
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
