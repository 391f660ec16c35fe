import { jsonEqual, type Ratio, type Text } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import type { BearerSaid } from '../../document/commands/add-fund.ts'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'

/** Who bears a part of an overspend, while it is being said. */
export interface BearerDraft {
  readonly title?: Text
  readonly part?: Ratio
}

/**
 * What was said, once it is enough: everybody is named, and either one of them is left the rest or the parts are the
 * whole. Of parts that are the whole the last is written as the rest, which comes to the same. Pure.
 */
export function bearersSaid(drafts: readonly BearerDraft[]): readonly BearerSaid[] | undefined {
  const bearers = drafts.flatMap(({ title, part }) =>
    title === undefined ? [] : [{ title, part }],
  )
  if (bearers.length < drafts.length) return undefined
  const open = bearers.filter(({ part }) => part === undefined).length
  if (open === 1) return bearers
  if (open > 1 || !isWhole(bearers.flatMap(({ part }) => part ?? []))) return undefined
  return bearers.map((bearer, at) =>
    at === bearers.length - 1 ? { ...bearer, part: undefined } : bearer,
  )
}

/** Shares that sum to one, exactly. */
function isWhole(parts: readonly Ratio[]): boolean {
  let [over, under] = [0n, 1n]
  for (const { numerator, denominator } of parts) {
    over = over * BigInt(denominator) + BigInt(numerator) * under
    under *= BigInt(denominator)
  }
  return parts.length > 0 && over === under
}

/** Who bears it, and which part. */
export function BearerFields(props: {
  readonly label: string
  readonly value: BearerDraft
  readonly onChange: (draft: BearerDraft) => void
}) {
  const { t } = useTranslation()
  const { label, value } = props
  const named = (field: string): string => t('newFund.of', { label, field: t(`newFund.${field}`) })
  return (
    <div className="assessment-columns">
      <Field title={label}>
        <OptionalTextPair
          label={named('bearer')}
          value={value.title}
          onCommit={(title) => {
            const { title: _before, ...rest } = value
            props.onChange(title === undefined ? rest : { ...rest, title })
          }}
        />
      </Field>
      <Field title={t('newFund.part')} hint={t('newFund.partHint')}>
        <ValueInput
          definition={{ type: 'ratio' }}
          label={named('part')}
          value={value.part ?? null}
          onCommit={(next) => {
            const { part: before, ...rest } = value
            if (next === null) props.onChange(rest)
            else if (!jsonEqual(next, before ?? null))
              props.onChange({ ...rest, part: next as Ratio })
          }}
        />
      </Field>
    </div>
  )
}
