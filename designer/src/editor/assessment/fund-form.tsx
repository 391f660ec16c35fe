import type { Fund } from '@jieli/engine'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { withMembers } from '../tables/edit-line.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { AddPart } from './add-part.tsx'
import { RemovePart } from './remove-part.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ItemsField } from './choice-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { newSpendingTitle } from './new-texts.ts'
import { OverspendField } from './overspend-field.tsx'
import { NewBonus } from './new-bonus.tsx'
import { NewParty } from './new-party.tsx'
import { ParameterField } from './parameter-field.tsx'
import { SharesField } from './shares-field.tsx'
import { useSaveItem } from './use-save-item.ts'

const code = ['code'] as const
const ratio = ['ratio'] as const
const figures = ['raised', 'insured', 'spent', 'policyFactor'] as const

/** A contracted fund: its figures, its budget, who bears an overspend, and how a surplus is split. */
export function FundForm(props: { readonly fund: Fund; readonly onRemoved: () => void }) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const { fund } = props
  const { save, saveWith } = useSaveItem('funds', fund)
  const { facts } = ruleset
  const numbers = useMemo(
    () => facts.filter(({ type }) => type === 'integer' || type === 'money'),
    [facts],
  )
  const { overspend, split } = fund
  return (
    <ItemFrame list="funds" item={fund} onRemoved={props.onRemoved}>
      <Field title={t('tables.title')}>
        <TextPair
          label={t('tables.title')}
          value={fund.title}
          onCommit={(title) => save({ title }, 'title')}
        />
      </Field>
      <Field title={t('assessmentEditor.holders')} hint={t('assessmentEditor.holdersHint')}>
        <ConditionBuilder
          label={t('assessmentEditor.holders')}
          required={false}
          value={fund.holders}
          onCommit={(holders) => save({ holders }, 'holders')}
        />
      </Field>
      <div className="assessment-columns">
        {figures.map((figure) => (
          <Field key={figure} title={t(`assessmentEditor.fundFigures.${figure}`)}>
            <FactPicker
              label={t(`assessmentEditor.fundFigures.${figure}`)}
              value={fund[figure]}
              facts={numbers}
              onCommit={(fact) => save({ [figure]: fact }, figure)}
            />
          </Field>
        ))}
      </div>
      <SpendingField fund={fund} onSave={(spending) => save({ spending }, 'spending')} />
      <Field title={t('assessmentEditor.budgetRate')}>
        <ParameterField
          label={t('assessmentEditor.budgetRate')}
          value={fund.budgetRate.parameter}
          types={ratio}
          onChoose={(parameter) => save({ budgetRate: { parameter } }, 'budgetRate')}
        />
      </Field>
      <Field title={t('assessmentEditor.requires')} hint={t('assessmentEditor.requiresHint')}>
        <ItemsField
          label={t('assessmentEditor.requires')}
          value={fund.distributionRequires}
          options={ruleset.decisions.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onCommit={(distributionRequires) =>
            save({ distributionRequires }, 'distributionRequires')
          }
        />
      </Field>
      <Field title={t('assessmentEditor.bonuses')} hint={t('assessmentEditor.bonusesHint')}>
        <ItemsField
          label={t('assessmentEditor.bonuses')}
          value={fund.bonuses ?? []}
          options={ruleset.incentives.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onCommit={(bonuses) =>
            save({ bonuses: bonuses.length === 0 ? undefined : bonuses }, 'bonuses')
          }
        />
      </Field>
      <NewBonus fund={fund} />
      <Field title={t('assessmentEditor.split')} hint={t('assessmentEditor.splitHint')}>
        <SharesField
          path={`/funds/${fund.id}/split/shares`}
          shares={split.shares}
          onSave={(shares) => save({ split: { ...split, shares } }, 'split')}
        />
        <NewParty
          shares={split.shares}
          cites={split.cites}
          onAdd={(share, parameters) =>
            saveWith(parameters, { split: { ...split, shares: [...split.shares, share] } })
          }
        />
      </Field>
      <div className="assessment-columns">
        {(['bearer', 'policyFactorPayer'] as const).map((part) => (
          <Field key={part} title={t(`assessmentEditor.${part}`)}>
            <ParameterField
              label={t(`assessmentEditor.${part}`)}
              value={overspend[part].parameter}
              types={code}
              onChoose={(parameter) =>
                save({ overspend: { ...overspend, [part]: { parameter } } }, part)
              }
            />
          </Field>
        ))}
      </div>
      <OverspendField
        bearers={overspend.shares ?? []}
        onSave={(shares) => save({ overspend: withMembers(overspend, { shares }) }, 'bearing')}
      />
      <Field title={t('tables.cites')}>
        <CitesField
          value={fund.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}

type Spending = NonNullable<Fund['spending']>

/** What the spending consists of, each category with the fact that has its amount. */
function SpendingField(props: {
  readonly fund: Fund
  readonly onSave: (spending: Spending | undefined) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { facts } = useRuleset()
  const money = useMemo(() => facts.filter(({ type }) => type === 'money'), [facts])
  const spending = props.fund.spending ?? []
  const save = (next: Spending): void => props.onSave(next.length === 0 ? undefined : next)
  const replace = (next: Spending[number]): void =>
    save(spending.map((other) => (other.id === next.id ? next : other)))
  const [first] = money
  return (
    <Field title={t('assessmentEditor.spending')} hint={t('assessmentEditor.spendingHint')}>
      <ol className="grades">
        {spending.map((category, index) => (
          <li key={category.id} className="part-row">
            <TextPair
              label={t('assessmentEditor.numbered', {
                label: t('assessmentEditor.category'),
                number: index + 1,
              })}
              value={category.title}
              onCommit={(title) => replace({ ...category, title })}
            />
            <FactPicker
              label={t('assessmentEditor.amountOf', { title: text(category.title) })}
              value={category.fact}
              facts={money}
              onCommit={(fact) => replace({ ...category, fact })}
            />
            <span className="part-tools">
              <RemovePart
                title={category.title}
                onRemove={() => save(spending.filter(({ id }) => id !== category.id))}
              />
            </span>
          </li>
        ))}
      </ol>
      <AddPart
        label={t('assessmentEditor.category')}
        prefix="category"
        parts={spending}
        disabled={first === undefined}
        onAdd={(id) => {
          if (first !== undefined)
            save([...spending, { id, title: newSpendingTitle, fact: first.id }])
        }}
      />
    </Field>
  )
}
