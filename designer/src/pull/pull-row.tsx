import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import type { PullChoice, PullItem } from '../api/comparisons.ts'
import { SideTable } from '../differences/side-table.tsx'
import { useText } from '../i18n/use-language.ts'
import { Mark } from '../shell/mark.tsx'

/** One change of the template: what it says, the three sides, and which of them holds here. */
export function PullRow(props: {
  readonly item: PullItem
  readonly choice: PullChoice | undefined
  readonly onChoose: (choice: PullChoice) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { item, choice } = props
  const sentence = text(item.sentence)
  const state = item.status === 'clean' ? 'clean' : choice === undefined ? 'open' : 'decided'
  return (
    <li className="change pull-row" data-state={state}>
      <div className="change-head">
        <Mark tone={state === 'open' ? 'amber' : state === 'decided' ? 'green' : 'neutral'}>
          {t(`pull.states.${state}`)}
        </Mark>
        <p>
          {sentence}
          {item.ownSentence !== undefined && (
            <span className="pull-own">{t('pull.own', { sentence: text(item.ownSentence) })}</span>
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
          value={choice ?? null}
          onChange={(event) => props.onChoose(event.target.value as PullChoice)}
          options={[
            { value: 'take', label: t('pull.take') },
            { value: 'keep', label: t('pull.keep') },
          ]}
        />
      </div>
      <SideTable
        caption={sentence}
        fieldHead={t('differences.field')}
        heads={[t('pull.base'), t('pull.theirs'), t('pull.ours')]}
        rows={item.rows}
      />
    </li>
  )
}
