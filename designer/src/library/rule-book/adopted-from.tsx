import { itemAt } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { useBook } from './book-context.ts'

/** The place an item was adopted from by name, and why; nothing for a ruleset's own. */
export function AdoptedFrom(props: { readonly path: string }) {
  const { t } = useTranslation()
  const text = useText()
  const { ruleset } = useBook()
  const item = itemAt(ruleset, props.path) as
    | { derivedFrom?: { place: { zh: string; en: string }; note?: { zh: string; en: string } } }
    | undefined
  const from = item?.derivedFrom
  if (from === undefined) return null
  return (
    <span className="book-adopted">
      <Tag>{t('ruleBook.adopted', { place: text(from.place) })}</Tag>{' '}
      {from.note !== undefined && <span className="quiet">{text(from.note)}</span>}
    </span>
  )
}
