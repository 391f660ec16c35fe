import type { Contract, Text } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { BookEntry } from './book-entry.tsx'

/** The shares of a split, each with its weight, its layer and who may change it. */
export function BookShares(props: {
  readonly path: string
  readonly shares: readonly {
    readonly id: string
    readonly title: Text
    readonly weight: { readonly parameter: string }
    readonly contract?: Contract | undefined
  }[]
  /** Writes the value of a parameter. */
  readonly value: (parameter: string) => string
}) {
  const { t } = useTranslation()
  const text = useText()
  if (props.shares.length === 0) return null
  return (
    <ul className="book-shares">
      {props.shares.map((share) => (
        <BookEntry
          key={share.id}
          path={`${props.path}/${share.id}`}
          title={t('ruleBook.share', {
            title: text(share.title),
            value: props.value(share.weight.parameter),
          })}
          contract={share.contract}
        />
      ))}
    </ul>
  )
}
