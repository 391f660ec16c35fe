import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  changeTransition,
  type TransitionChange,
} from '../../document/commands/change-transition.ts'
import { orderTransition } from '../../document/commands/order-transition.ts'
import { resetTransition } from '../../document/commands/reset-transition.ts'
import { transitionPointer } from '../../document/state/statechart-pointer.ts'
import { transitionProvenance } from './statechart-provenance.ts'
import { listStates, stateAt } from '../../document/state/state-path.ts'
import {
  listTransitions,
  sameTrigger,
  type TransitionEntry,
} from '../../document/state/transition-list.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ProvenanceLine } from '../../document/editing/provenance-line.tsx'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ActionsField } from './actions-field.tsx'
import { DutyLinks } from './duty-links.tsx'
import type { ElementPanelProps } from './element-panel-props.ts'
import { GuardField } from './guard-field.tsx'
import { TransitionLinks } from './transition-links.tsx'
import { TriggerField } from './trigger-field.tsx'
import { useTemplatePathway } from './use-refusals.ts'

const staying = ''

/** The form of one transition. */
export function TransitionPanel(props: ElementPanelProps & { readonly entry: TransitionEntry }) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { pathway, entry } = props
  const { transition } = entry
  const theirs = useTemplatePathway(pathway.id)
  const pointer = transitionPointer(pathway.id, entry)
  const locked = useLockedBy()(pointer) !== undefined
  const change = (next: TransitionChange): void => run(changeTransition(pathway.id, entry.id, next))
  const titleOf = (path: string): string =>
    path === '' ? t('canvas.anyState') : text(stateAt(pathway, path)?.meta.title, path)
  const rivals = listTransitions(pathway).filter(
    (other) => other.source === entry.source && sameTrigger(other.trigger, entry.trigger),
  )
  return (
    <>
      <h2 className="element-panel-title">
        <span className="element-panel-kind">{t('canvas.transition')}</span>
        {titleOf(entry.source)} → {titleOf(entry.target ?? entry.source)}
      </h2>
      <p className="code quiet">{entry.id}</p>
      <ProvenanceLine
        path={pointer}
        provenance={transitionProvenance(theirs, entry)}
        onReset={() => {
          if (theirs !== undefined) run(resetTransition(theirs, entry.id))
        }}
      />
      <LockedFields locked={locked}>
        <Field title={t('canvas.target')}>
          <Select<string>
            className="value-input"
            aria-label={t('canvas.target')}
            showSearch={{ optionFilterProp: 'label' }}
            value={entry.target ?? staying}
            options={[
              { value: staying, label: t('canvas.stays') },
              ...listStates(pathway).map(({ path, key, state }) => ({
                value: path,
                label: `${text(state.meta.title)} (${key})`,
              })),
            ]}
            onChange={(target) => change({ target: target === staying ? undefined : target })}
          />
        </Field>
        <TriggerField pathway={pathway} entry={entry} onChange={change} />
        <GuardField
          value={transition.guard}
          decisions={ruleset.decisions}
          onCommit={(guard) => change({ guard })}
        />
        {rivals.length > 1 && (
          <Field title={t('canvas.order')} hint={t('canvas.orderHint')}>
            <TransitionLinks
              pathway={pathway}
              entries={rivals}
              current={entry.id}
              onSelect={props.onSelect}
            />
            <div className="order-row">
              <span>
                {t('canvas.orderPlace', { place: entry.index + 1, count: rivals.length })}
              </span>
              <Button
                size="small"
                icon={<ArrowUpOutlined aria-hidden />}
                aria-label={t('canvas.earlier')}
                disabled={locked || entry.index === 0}
                onClick={() => run(orderTransition(pathway.id, entry.id, -1))}
              />
              <Button
                size="small"
                icon={<ArrowDownOutlined aria-hidden />}
                aria-label={t('canvas.later')}
                disabled={locked || entry.index === rivals.length - 1}
                onClick={() => run(orderTransition(pathway.id, entry.id, 1))}
              />
            </div>
          </Field>
        )}
        <DutyLinks pathway={pathway} transition={entry.id} />
        <Field title={t('canvas.cites')}>
          <CitesField
            value={transition.meta.cites ?? []}
            sources={ruleset.manifest.sources}
            onCommit={(cites) => change({ cites })}
          />
        </Field>
        <Field title={t('canvas.optionalTitle')}>
          <OptionalTextPair
            label={t('canvas.optionalTitle')}
            value={transition.meta.title}
            onCommit={(title) => change({ title })}
          />
        </Field>
        <Field title={t('canvas.actions')}>
          <ActionsField
            pathway={pathway}
            value={transition.actions ?? []}
            onCommit={(actions) => change({ actions })}
          />
        </Field>
        <div className="panel-actions">
          <Button danger icon={<DeleteOutlined aria-hidden />} onClick={props.onRemove}>
            {t('canvas.removeTransition')}
          </Button>
        </div>
      </LockedFields>
    </>
  )
}
