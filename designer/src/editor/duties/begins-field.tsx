import { type Pathway, emittedEvents } from '@jieli/engine'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { listTransitions } from '../../document/state/transition-list.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ChoiceField, ItemsField } from '../assessment/choice-field.tsx'
import { useTransitionLabel } from '../canvas/transition-links.tsx'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import type { BeginsDraft } from './duty-draft.ts'
import { useStateTitle } from './use-state-title.ts'

const ways = ['transition', 'state', 'told', 'facts'] as const
type Way = (typeof ways)[number]

const begun: Readonly<Record<Way, BeginsDraft>> = {
  transition: { on: 'transition', transitions: [] },
  state: { on: 'state', states: [] },
  told: { on: 'told', event: undefined },
  facts: { on: 'facts', when: undefined },
}

/** What makes a duty begin: a step, a state, something told or something true, each chosen by its title. */
export function BeginsField(props: {
  readonly pathway: Pathway
  readonly value: BeginsDraft | undefined
  readonly onChange: (begins: BeginsDraft) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { pathway, value, onChange } = props
  const label = t('dutyEditor.parts.begins')
  const transitionLabel = useTransitionLabel(pathway)
  const stateTitle = useStateTitle(pathway)
  const told = useMemo(
    () => [...new Map(emittedEvents(ruleset).map(({ event, title }) => [event, title]))],
    [ruleset],
  )
  return (
    <div className="duty-choice">
      <ChoiceField
        label={t('dutyEditor.beginsWay')}
        value={value?.on}
        options={ways}
        labels="dutyEditor.beginsWays"
        onChoose={(way) => onChange(begun[way])}
      />
      {value?.on === 'transition' && (
        <ItemsField
          label={label}
          value={value.transitions}
          options={listTransitions(pathway).map((entry) => ({
            value: entry.id,
            label: t('dutyEditor.transition', {
              from: stateTitle(entry.source),
              step: transitionLabel(entry),
            }),
          }))}
          onCommit={(transitions) => onChange({ on: 'transition', transitions })}
        />
      )}
      {value?.on === 'state' && (
        <ItemsField
          label={label}
          value={value.states}
          options={stateTitle.all}
          onCommit={(states) => onChange({ on: 'state', states })}
        />
      )}
      {value?.on === 'told' && (
        <Select<string | undefined>
          className="value-input"
          aria-label={label}
          placeholder={t('fields.notFilled')}
          showSearch={{ optionFilterProp: 'label' }}
          disabled={disabled()}
          value={value.event}
          options={told.map(([event, title]) => ({ value: event, label: text(title) }))}
          onChange={(event) => onChange({ on: 'told', event })}
        />
      )}
      {value?.on === 'facts' && (
        <ConditionBuilder
          label={label}
          value={value.when}
          required={false}
          onCommit={(when) => onChange({ on: 'facts', when })}
        />
      )}
    </div>
  )
}
