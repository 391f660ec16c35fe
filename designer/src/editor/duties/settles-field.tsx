import type { Pathway } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { ChoiceField, ItemsField } from '../assessment/choice-field.tsx'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { withMembers } from '../tables/edit-line.ts'
import type { SettlesDraft } from './duty-draft.ts'

const ways = ['event', 'facts'] as const

/** What keeps or ends a duty: events by their titles, after which something may have to be true, or something true. */
export function SettlesField(props: {
  /** Names the field for those who hear it: what keeps it, what ends it. */
  readonly label: string
  readonly pathway: Pathway
  readonly value: SettlesDraft | undefined
  readonly onChange: (settles: SettlesDraft) => void
  /** Set where there may be none. */
  readonly onClear?: () => void
  /** Makes an event that does nothing but say it was done; absent while it is not said what and by whom. */
  readonly onNewRecord?: (() => void) | undefined
  readonly newRecord?: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const { label, pathway, value, onChange } = props
  return (
    <div className="duty-choice">
      <ChoiceField
        label={t('dutyEditor.settlesWay', { label })}
        value={value?.on}
        options={ways}
        labels="dutyEditor.settlesWays"
        onChoose={(way) =>
          onChange(way === 'event' ? { on: 'event', events: [] } : { on: 'facts', when: undefined })
        }
        {...(props.onClear === undefined ? {} : { onClear: props.onClear })}
      />
      {value?.on === 'event' && (
        <>
          <ItemsField
            label={label}
            value={value.events}
            options={pathway.events.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onCommit={(events) => onChange({ ...value, events })}
          />
          {props.newRecord !== undefined && (
            <Button
              size="small"
              type="dashed"
              disabled={props.onNewRecord === undefined}
              onClick={props.onNewRecord}
            >
              {props.newRecord}
            </Button>
          )}
          <div className="labelled">
            <span>{t('dutyEditor.besides')}</span>
            <ConditionBuilder
              label={t('dutyEditor.besidesOf', { label })}
              value={value.where}
              required={false}
              onCommit={(where) => onChange(withMembers(value, { where }))}
            />
          </div>
        </>
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
