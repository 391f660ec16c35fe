import type { Condition, Fund } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ContractTag } from '../../document/editing/contract-tag.tsx'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useContractOver, useLockedBy } from '../../document/editing/use-locked-by.ts'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ParameterField } from './parameter-field.tsx'
import { RemovePart } from './remove-part.tsx'
import { WeightsTable } from './weights-table.tsx'

type Share = Fund['split']['shares'][number]
const weights = ['integer', 'decimal'] as const
const code = ['code'] as const

/** The parties of a split: what each weighs, and by which key its part is divided among its units. */
export function SharesField(props: {
  readonly path: string
  readonly shares: readonly Share[]
  readonly onSave: (shares: Share[]) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const locked = useLockedBy()
  const contractOver = useContractOver()
  const { path, shares } = props
  const replace = (next: Share): void =>
    props.onSave(shares.map((other) => (other.id === next.id ? next : other)))
  return (
    <>
      <WeightsTable
        label={t('assessmentEditor.shareWeights')}
        whole={false}
        weighed={shares.map((share) => ({
          id: share.id,
          title: text(share.title),
          parameter: ruleset.parameters.find(({ id }) => id === share.weight.parameter),
        }))}
      />
      <ol className="grades">
        {shares.map((share, index) => {
          const at = `${path}/${share.id}`
          return (
            <li key={share.id} className="part-box">
              <ContractTag contract={contractOver(at)} />
              <LockedFields locked={locked(at) !== undefined}>
                <TextPair
                  label={t('assessmentEditor.numbered', {
                    label: t('assessmentEditor.party'),
                    number: index + 1,
                  })}
                  value={share.title}
                  onCommit={(title) => replace({ ...share, title })}
                />
                <span className="quiet">{t('assessmentEditor.weight')}</span>
                <ParameterField
                  label={t('assessmentEditor.weightParameterOf', { title: text(share.title) })}
                  value={share.weight.parameter}
                  types={weights}
                  onChoose={(parameter) => replace({ ...share, weight: { parameter } })}
                />
                {share.party !== undefined && (
                  <>
                    <span className="quiet">{t('assessmentEditor.whoIsParty')}</span>
                    <ParameterField
                      label={t('assessmentEditor.partyOf', { title: text(share.title) })}
                      value={share.party.parameter}
                      types={code}
                      onChoose={(parameter) => replace({ ...share, party: { parameter } })}
                    />
                  </>
                )}
                <WithinField share={share} onSave={replace} />
                {shares.length > 1 && (
                  <span className="part-tools">
                    <RemovePart
                      title={share.title}
                      onRemove={() => props.onSave(shares.filter(({ id }) => id !== share.id))}
                    />
                  </span>
                )}
              </LockedFields>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** How a level's part is divided among its units: which they are, and by which key. */
function WithinField(props: { readonly share: Share; readonly onSave: (share: Share) => void }) {
  const { t } = useTranslation()
  const text = useText()
  const { facts } = useRuleset()
  const { share } = props
  const { within } = share
  if (within === undefined) return <p className="quiet">{t('assessmentEditor.whole')}</p>
  const factTitle = (id: string): string => text(facts.find((fact) => fact.id === id)?.title, id)
  return (
    <div className="within">
      <span className="quiet">{t('assessmentEditor.withinWho')}</span>
      <ConditionBuilder
        label={t('assessmentEditor.withinOf', { title: text(share.title) })}
        required
        value={within.where}
        onCommit={(where: Condition | undefined) => {
          if (where !== undefined) props.onSave({ ...share, within: { ...within, where } })
        }}
      />
      <span className="quiet">{t('assessmentEditor.withinKey')}</span>
      {within.by !== undefined ? (
        <p>{t('assessmentEditor.withinBy', { fact: factTitle(within.by) })}</p>
      ) : (
        <ParameterField
          label={t('assessmentEditor.keyOf', { title: text(share.title) })}
          value={within.key?.parameter}
          types={code}
          onChoose={(parameter) =>
            props.onSave({ ...share, within: { ...within, key: { parameter } } })
          }
        />
      )}
      {(within.keys ?? []).length > 0 && (
        <p className="quiet">
          {t('assessmentEditor.keysMean', {
            keys: (within.keys ?? [])
              .map(({ id, fact }) => `${id} = ${factTitle(fact)}`)
              .join(t('parameters.semicolon')),
          })}
        </p>
      )}
    </div>
  )
}
