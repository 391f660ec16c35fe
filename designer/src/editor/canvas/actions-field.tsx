import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { indexRuleset, type Action, type Pathway } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'

/** What is done besides changing state: facts set, messages and tasks sent. */
export function ActionsField(props: {
  readonly pathway: Pathway
  readonly value: readonly Action[]
  readonly onCommit: (actions: Action[]) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const [fact] = indexRuleset(ruleset).facts.values()
  const replace = (index: number, action: Action): void =>
    props.onCommit(props.value.map((other, place) => (place === index ? action : other)))
  const add = (action: Action): void => props.onCommit([...props.value, action])
  return (
    <div className="actions">
      {props.value.map((action, index) => (
        <div className="action" key={index}>
          <div className="action-head">
            <span>{t(action.type === 'set' ? 'canvas.setFact' : 'canvas.emit')}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined aria-hidden />}
              aria-label={t('canvas.removeAction', { number: index + 1 })}
              onClick={() => props.onCommit(props.value.filter((_, place) => place !== index))}
            />
          </div>
          {action.type === 'set' ? (
            <SetFact action={action} onCommit={(next) => replace(index, next)} />
          ) : (
            <Emit
              pathway={props.pathway}
              action={action}
              onCommit={(next) => replace(index, next)}
            />
          )}
        </div>
      ))}
      <div className="actions-add">
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            add({
              type: 'emit',
              params: {
                event: 'message',
                title: {
                  zh: t('canvas.newMessage', { lng: 'zh' }),
                  en: t('canvas.newMessage', { lng: 'en' }),
                },
              },
            })
          }
        >
          {t('canvas.addEmit')}
        </Button>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          disabled={disabled(fact === undefined)}
          onClick={() => {
            const first = ruleset.facts.find(({ type }) => type === 'boolean')
            if (first !== undefined) add({ type: 'set', params: { fact: first.id, value: true } })
          }}
        >
          {t('canvas.addSet')}
        </Button>
      </div>
    </div>
  )
}

type SetAction = Extract<Action, { type: 'set' }>
type EmitAction = Extract<Action, { type: 'emit' }>

function SetFact(props: {
  readonly action: SetAction
  readonly onCommit: (action: SetAction) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const facts = [...indexRuleset(useRuleset()).facts.values()]
  const { params } = props.action
  const fact = facts.find(({ id }) => id === params.fact)
  return (
    <>
      <Select
        className="value-input"
        aria-label={t('canvas.fact')}
        showSearch={{ optionFilterProp: 'label' }}
        value={params.fact}
        options={facts.map(({ id, title }) => ({ value: id, label: text(title) }))}
        onChange={(id) => props.onCommit({ type: 'set', params: { ...params, fact: id } })}
      />
      {fact !== undefined && (
        <ValueInput
          definition={fact}
          label={t('canvas.factValue')}
          value={params.value}
          onCommit={(value) => {
            if (value !== null) props.onCommit({ type: 'set', params: { ...params, value } })
          }}
        />
      )}
    </>
  )
}

function Emit(props: {
  readonly pathway: Pathway
  readonly action: EmitAction
  readonly onCommit: (action: EmitAction) => void
}) {
  const { t } = useTranslation()
  const clear = useClear()
  const text = useText()
  const { params } = props.action
  const change = (next: Partial<EmitAction['params']>): void =>
    props.onCommit({ type: 'emit', params: { ...params, ...next } })
  return (
    <>
      <TextPair
        label={t('canvas.messageTitle')}
        value={params.title}
        onCommit={(title) => change({ title })}
      />
      <CommitInput
        className="code"
        label={t('canvas.messageName')}
        value={params.event}
        check={(name) =>
          /^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/.test(name) ? undefined : t('canvas.nameForm')
        }
        onCommit={(event) => change({ event })}
      />
      <Select<string | undefined>
        className="value-input"
        aria-label={t('canvas.receiver')}
        allowClear={clear}
        placeholder={t('canvas.receiver')}
        value={params.to}
        options={props.pathway.parties.map(({ id, title }) => ({ value: id, label: text(title) }))}
        onChange={(to) => {
          const { to: _, ...rest } = params
          props.onCommit({ type: 'emit', params: to === undefined ? rest : { ...rest, to } })
        }}
      />
    </>
  )
}
