import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { indexRuleset, type Effect, valueTypeModules } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { DelayField } from '../../kit/fields/delay-field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { withMembers } from './edit-line.ts'
import { newTaskTitle } from './new-titles.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'

const idPattern = /^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/

/** What else follows from a rule: facts that are set and events or tasks that are sent out. */
export function EffectsEditor(props: {
  readonly effects: readonly Effect[]
  readonly onCommit: (effects: Effect[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { effects, onCommit } = props
  const replace = (place: number, effect: Effect): void =>
    onCommit(effects.map((other, index) => (index === place ? effect : other)))
  const [fact] = indexRuleset(ruleset).facts.values()
  return (
    <div className="effects">
      {effects.map((effect, place) => (
        <div
          className="effect"
          key={place}
          role="group"
          aria-label={t('tables.effect', { number: place + 1 })}
        >
          <div className="effect-head">
            <strong>{t(`tables.effects.${effect.type}`)}</strong>
            <span className="spacer" />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('tables.removeEffect', { number: place + 1 })}
              onClick={() => onCommit(effects.filter((_, index) => index !== place))}
            />
          </div>
          {effect.type === 'set' ? (
            <SetEffect effect={effect} onCommit={(next) => replace(place, next)} />
          ) : (
            <EmitEffect effect={effect} onCommit={(next) => replace(place, next)} />
          )}
        </div>
      ))}
      <div className="condition-add">
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          disabled={disabled(fact === undefined)}
          onClick={() => {
            if (fact !== undefined)
              onCommit([
                ...effects,
                { type: 'set', fact: fact.id, value: valueTypeModules[fact.type].first(fact) },
              ])
          }}
        >
          {t('tables.effects.set')}
        </Button>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            onCommit([...effects, { type: 'emit', event: 'task', title: newTaskTitle }])
          }
        >
          {t('tables.effects.emit')}
        </Button>
      </div>
    </div>
  )
}

type SetOnly = Extract<Effect, { type: 'set' }>
type EmitOnly = Extract<Effect, { type: 'emit' }>

function SetEffect(props: {
  readonly effect: SetOnly
  readonly onCommit: (effect: SetOnly) => void
}) {
  const { t } = useTranslation()
  const facts = [...indexRuleset(useRuleset()).facts.values()]
  const { effect } = props
  const fact = facts.find((known) => known.id === effect.fact)
  return (
    <div className="effect-set">
      <FactPicker
        label={t('tables.effectFact')}
        facts={facts}
        value={effect.fact}
        onCommit={(id) => {
          const next = facts.find((known) => known.id === id)
          if (next !== undefined)
            props.onCommit({ ...effect, fact: id, value: valueTypeModules[next.type].first(next) })
        }}
      />
      {fact !== undefined && (
        <ValueInput
          definition={fact}
          label={t('tables.effectValue')}
          value={effect.value}
          onCommit={(value) => {
            const kept = value ?? valueTypeModules[fact.type].empty
            if (kept !== undefined) props.onCommit({ ...effect, value: kept })
          }}
        />
      )}
    </div>
  )
}

function EmitEffect(props: {
  readonly effect: EmitOnly
  readonly onCommit: (effect: EmitOnly) => void
}) {
  const { t } = useTranslation()
  const clear = useClear()
  const text = useText()
  const ruleset = useRuleset()
  const { effect, onCommit } = props
  const parties = new Map(
    ruleset.pathways.flatMap((pathway) => pathway.parties.map(({ id, title }) => [id, title])),
  )
  if (effect.to !== undefined && !parties.has(effect.to))
    parties.set(effect.to, { zh: effect.to, en: effect.to })
  return (
    <>
      <TextPair
        label={t('tables.effectTitle')}
        value={effect.title}
        onCommit={(title) => onCommit({ ...effect, title })}
      />
      <CommitInput
        className="code"
        label={t('tables.effectEvent')}
        value={effect.event}
        check={(id) => (idPattern.test(id) ? undefined : t('tables.idForm'))}
        onCommit={(event) => onCommit({ ...effect, event })}
      />
      <div className="effect-set">
        <Select<string | undefined>
          aria-label={t('tables.effectTo')}
          placeholder={t('tables.effectToNobody')}
          allowClear={clear}
          value={effect.to}
          options={[...parties].map(([value, title]) => ({ value, label: text(title) }))}
          onChange={(to) => onCommit(withMembers(effect, { to }))}
        />
        <Button
          onClick={() =>
            onCommit(
              withMembers(effect, {
                dueIn: effect.dueIn === undefined ? { workingDays: 1 } : undefined,
              }),
            )
          }
        >
          {t(effect.dueIn === undefined ? 'tables.addDue' : 'tables.removeDue')}
        </Button>
      </div>
      {effect.dueIn !== undefined && (
        <DelayField
          label={t('tables.effectDue')}
          value={effect.dueIn}
          parameters={ruleset.parameters}
          onCommit={(dueIn) => onCommit({ ...effect, dueIn })}
        />
      )}
    </>
  )
}
