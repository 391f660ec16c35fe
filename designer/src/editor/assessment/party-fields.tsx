import { tiersOf, type Text } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { DividedBy, PartySaid } from '../../document/commands/split-party.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'

/** A party to a split while it is being said. */
export interface PartyDraft {
  readonly title?: Text
  readonly weight?: number
  readonly tier?: string
  readonly by?: DividedBy
}

/** What was said, once it is enough; nothing is chosen for the clerk. Pure. */
export function partySaid({ title, weight, tier, by }: PartyDraft): PartySaid | undefined {
  if (title === undefined || weight === undefined) return undefined
  if (tier === undefined) return { title, weight, tier, by: 'equal' }
  return by === undefined ? undefined : { title, weight, tier, by }
}

const ways: readonly DividedBy[] = ['equal', 'population.served', 'unit.score']

/** Who the party is, how many parts it gets, which units share it, and by what. */
export function PartyFields(props: {
  /** Stands before each label: which of several parties it is. */
  readonly label: string
  readonly value: PartyDraft
  readonly onChange: (draft: PartyDraft) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const { label, value } = props
  const set = (change: { readonly [K in keyof PartyDraft]: PartyDraft[K] | undefined }): void =>
    props.onChange(
      Object.fromEntries(
        Object.entries({ ...value, ...change }).filter(([, part]) => part !== undefined),
      ) as PartyDraft,
    )
  const named = (field: string): string => t('newFund.of', { label, field: t(`newFund.${field}`) })
  const tiers = tiersOf(ruleset) ?? []
  const known = new Set(ruleset.facts.map(({ id }) => id))
  return (
    <>
      <Field title={label}>
        <OptionalTextPair
          label={named('party')}
          value={value.title}
          onCommit={(title) => set({ title })}
        />
      </Field>
      <div className="assessment-columns">
        <Field title={t('newFund.weight')}>
          <ValueInput
            definition={{ type: 'integer', unit: 'share' }}
            label={named('weight')}
            value={value.weight ?? null}
            onCommit={(next) =>
              set({ weight: typeof next === 'number' && next >= 0 ? next : undefined })
            }
          />
        </Field>
        <Field title={t('newFund.units')}>
          <Select<string>
            className="value-input"
            aria-label={named('units')}
            value={value.tier ?? ''}
            options={[
              { value: '', label: t('newFund.wholeParty') },
              ...tiers.map(({ code, title }) => ({
                value: code,
                label: t('newFund.unitsOf', { tier: text(title) }),
              })),
            ]}
            onChange={(tier) => set(tier === '' ? { tier: undefined, by: undefined } : { tier })}
          />
        </Field>
        {value.tier !== undefined && (
          <Field title={t('newFund.by')}>
            <Select<DividedBy>
              className="value-input"
              aria-label={named('by')}
              placeholder={t('fields.notFilled')}
              {...(value.by === undefined ? {} : { value: value.by })}
              options={ways
                .filter((way) => way === 'equal' || known.has(way))
                .map((way) => ({ value: way, label: t(`newFund.ways.${wayKey(way)}`) }))}
              onChange={(by) => set({ by })}
            />
          </Field>
        )}
      </div>
    </>
  )
}

/** A way as a key of the dictionary, where a dot would part it. */
function wayKey(way: DividedBy): string {
  return way.replace('.', '-')
}
