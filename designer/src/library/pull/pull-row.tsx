import type { PullItem } from '@jieli/server/contracts'
import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { SideTable } from '../differences/side-table.tsx'
import { useDocument } from '../../document/editing/use-document.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { type Answer, choiceOf, datedParameter, valueOf } from './answer.ts'

/** One change of the parent: its description, the three sides, and which of them, or what else, is used here. */
export function PullRow(props: {
  readonly item: PullItem
  readonly answer: Answer | undefined
  readonly onAnswer: (answer: Answer) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { item, answer } = props
  const ruleset = useDocument((state) => state.present)
  const parameter = datedParameter(ruleset, item.path)
  const sentence = text(item.sentence)
  const open = choiceOf(item, answer) === undefined
  const barred = item.stricter !== undefined
  const state = open ? (barred ? 'barred' : 'open') : item.status === 'clean' ? 'clean' : 'decided'
  const choose = (kind: Answer['kind']): void =>
    props.onAnswer(kind === 'edit' ? editOf(item) : { kind })
  return (
    <li className="change pull-row" data-state={state}>
      <div className="change-head">
        <Tag tone={tones[state]}>{t(`pull.states.${state}`)}</Tag>
        <p>
          {sentence}
          {item.ownSentence !== undefined && (
            <span className="pull-own">{t('pull.own', { sentence: text(item.ownSentence) })}</span>
          )}
          {item.ruleOf !== undefined && (
            <span className="pull-own">
              {t('pull.silent.ruleOf', { title: text(item.ruleOf) })}
            </span>
          )}
          {item.stricter !== undefined && (
            <span className="pull-stricter">
              {t('pull.stricter', { reason: text(item.stricter) })}
            </span>
          )}
        </p>
        <Radio.Group
          aria-label={t('pull.chooseFor', { sentence })}
          optionType="button"
          value={answer?.kind ?? null}
          onChange={(event) => choose(event.target.value as Answer['kind'])}
          options={
            item.ruleOf === undefined
              ? [
                  { value: 'take', label: t('pull.take') },
                  { value: 'keep', label: t('pull.keep'), disabled: barred },
                  parameter === undefined
                    ? { value: 'after', label: t('pull.after') }
                    : { value: 'edit', label: t('pull.edit') },
                ]
              : (['adopt', 'keep', 'after', 'take'] as const).map((value) => ({
                  value,
                  label: t(`pull.silent.${value}`),
                }))
          }
        />
      </div>
      {answer?.kind === 'edit' && parameter !== undefined && (
        <div className="pull-edit">
          <span>{t('pull.editValue', { from: item.path.split('/').at(-1) })}</span>
          <ValueInput
            definition={{ type: parameter.type, unit: parameter.unit, values: parameter.codes }}
            label={t('pull.editOf', { sentence })}
            value={answer.value ?? null}
            onCommit={(value) =>
              props.onAnswer(value === null ? { kind: 'edit' } : { kind: 'edit', value })
            }
          />
        </div>
      )}
      {answer?.kind === 'after' && <p className="pull-after quiet">{t('pull.afterHint')}</p>}
      <SideTable
        caption={sentence}
        fieldHead={t('differences.field')}
        heads={[t('pull.base'), t('pull.theirs'), t('pull.ours')]}
        rows={item.rows}
      />
    </li>
  )
}

const tones = { open: 'amber', barred: 'red', decided: 'green', clean: 'neutral' } as const

/** The edited value begins as the local one, else as the new version's. */
function editOf(item: PullItem): Answer {
  const value = valueOf(item.ours) ?? valueOf(item.theirs)
  return value === undefined ? { kind: 'edit' } : { kind: 'edit', value }
}
