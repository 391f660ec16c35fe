import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import {
  identifierSchema,
  rolesOfSubject,
  type StateDefinition,
  type StateRole,
  stateRoleTitles,
  subjectOf,
} from '@jieli/engine'
import { Button, Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeState } from '../../document/commands/change-state.ts'
import { renameState } from '../../document/commands/rename-state.ts'
import { setInitialState } from '../../document/commands/set-initial-state.ts'
import { setStateTitle } from '../../document/commands/set-state-title.ts'
import { resetState } from '../../document/commands/reset-state.ts'
import { resetTransition } from '../../document/commands/reset-transition.ts'
import { statePointer } from '../../document/state/statechart-pointer.ts'
import { removedTransitions, stateProvenance } from './statechart-provenance.ts'
import {
  childPath,
  holderAt,
  keyOf,
  listStates,
  parentPath,
  type StatePath,
} from '../../document/state/state-path.ts'
import { listTransitions } from '../../document/state/transition-list.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ProvenanceLine } from '../../document/editing/provenance-line.tsx'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ActionsField } from './actions-field.tsx'
import { DutyLinks } from './duty-links.tsx'
import type { ElementPanelProps } from './element-panel-props.ts'
import { roleOptions } from './role-options.ts'
import { RemovedElements } from './removed-elements.tsx'
import { TransitionLinks, useTransitionLabel } from './transition-links.tsx'
import { useTemplatePathway } from './use-refusals.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'

/** The form of one state. */
export function StatePanel(
  props: ElementPanelProps & { readonly path: StatePath; readonly state: StateDefinition },
) {
  const { t } = useTranslation()
  const clear = useClear()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { pathway, path, state } = props
  const theirs = useTemplatePathway(pathway.id)
  const pointer = statePointer(pathway.id, path)
  const locked = useLockedBy()(pointer) !== undefined
  const transitionLabel = useTransitionLabel(theirs ?? pathway)
  const parent = holderAt(pathway, parentPath(path))
  const initial = parent?.initial === keyOf(path)
  const compound = Object.keys(state.states ?? {}).length > 0
  const checkKey = (key: string): string | undefined => {
    if (!identifierSchema.safeParse(key).success || key.includes('.')) return t('canvas.keyForm')
    const taken = key !== keyOf(path) && Object.hasOwn(parent?.states ?? {}, key)
    return taken ? t('canvas.keyTaken') : undefined
  }
  return (
    <>
      <h2 className="element-panel-title">
        <span className="element-panel-kind">{t('canvas.state')}</span>
        {text(state.meta.title)}
      </h2>
      <ProvenanceLine
        path={pointer}
        provenance={stateProvenance(theirs, path, state)}
        onReset={() => {
          if (theirs !== undefined) run(resetState(theirs, path))
        }}
      />
      <LockedFields locked={locked}>
        <Field title={t('canvas.title')}>
          <TextPair
            label={t('canvas.title')}
            value={state.meta.title}
            onCommit={(title) => run(setStateTitle(pathway.id, path, title))}
          />
        </Field>
        <Field title={t('canvas.key')} hint={t('canvas.keyHint')}>
          <CommitInput
            className="code"
            label={t('canvas.key')}
            value={keyOf(path)}
            check={checkKey}
            onCommit={(key) => {
              run(renameState(pathway.id, path, key))
              props.onSelect({ states: [childPath(parentPath(path), key)], transitions: [] })
            }}
          />
        </Field>
        <Field title={t('canvas.owner')} hint={t('canvas.ownerHint')}>
          <Select<string | undefined>
            className="value-input"
            aria-label={t('canvas.owner')}
            allowClear={clear}
            placeholder={t('canvas.noOwner')}
            value={state.meta.owner}
            options={pathway.parties.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(owner) => run(changeState(pathway.id, path, { owner }))}
          />
        </Field>
        <Field title={t('canvas.meaning')} hint={t('canvas.meaningHint')}>
          <Select<StateRole[]>
            mode="multiple"
            className="value-input"
            aria-label={t('canvas.meaning')}
            placeholder={t('canvas.noMeaning')}
            value={state.meta.roles ?? []}
            options={roleOptions(stateRoleTitles, text, rolesOfSubject[subjectOf(pathway)].states)}
            onChange={(roles) => run(changeState(pathway.id, path, { roles }))}
          />
        </Field>
        <div className="check-row">
          <Checkbox
            checked={initial}
            disabled={locked || initial}
            onChange={() => run(setInitialState(pathway.id, path))}
          >
            {t('canvas.isInitial')}
          </Checkbox>
          <Checkbox
            checked={state.type === 'final'}
            disabled={locked || (compound && state.type !== 'final')}
            onChange={(event) =>
              run(changeState(pathway.id, path, { final: event.target.checked }))
            }
          >
            {t('canvas.isFinal')}
          </Checkbox>
        </div>
        <Field title={t('canvas.outgoing')}>
          <TransitionLinks
            pathway={pathway}
            entries={listTransitions(pathway).filter((entry) => entry.source === path)}
            onSelect={props.onSelect}
          />
          <Select<string | null>
            className="value-input"
            aria-label={t('canvas.addTransitionTo')}
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('canvas.addTransitionTo')}
            value={null}
            options={listStates(pathway)
              .filter((other) => other.path !== path)
              .map((other) => ({
                value: other.path,
                label: `${text(other.state.meta.title)} (${other.key})`,
              }))}
            onChange={(target) => {
              if (target !== null) props.onConnect(path, target)
            }}
          />
          <RemovedElements
            title={t('canvas.removedTransitions')}
            items={removedTransitions(theirs, pathway, path).map((entry) => ({
              key: entry.id,
              title: transitionLabel(entry),
              onRestore: () => {
                if (theirs !== undefined) run(resetTransition(theirs, entry.id))
              },
            }))}
          />
        </Field>
        <DutyLinks pathway={pathway} state={path} />
        <Field title={t('canvas.cites')}>
          <CitesField
            value={state.meta.cites ?? []}
            sources={ruleset.manifest.sources}
            onCommit={(cites) => run(changeState(pathway.id, path, { cites }))}
          />
        </Field>
        <Field title={t('canvas.entryActions')}>
          <ActionsField
            pathway={pathway}
            value={state.entry ?? []}
            onCommit={(entry) => run(changeState(pathway.id, path, { entry }))}
          />
        </Field>
        <Field title={t('canvas.exitActions')}>
          <ActionsField
            pathway={pathway}
            value={state.exit ?? []}
            onCommit={(exit) => run(changeState(pathway.id, path, { exit }))}
          />
        </Field>
        <div className="panel-actions">
          {state.type !== 'final' && (
            <Button icon={<PlusOutlined aria-hidden />} onClick={() => props.onAddInside(path)}>
              {t('canvas.addInside')}
            </Button>
          )}
          <Button danger icon={<DeleteOutlined aria-hidden />} onClick={props.onRemove}>
            {t('canvas.removeState')}
          </Button>
        </div>
      </LockedFields>
    </>
  )
}
