import type { Template } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { Cited } from '../../kit/fields/cited.tsx'

/** The red lines, and the items that may be changed only so far or not at all, with the authority. */
export function LockedItems(props: { readonly bases: readonly Template[] }) {
  const { t } = useTranslation()
  const text = useText()
  const sources = props.bases.flatMap((base) => base.sources)
  const redLines = byKey(
    props.bases.flatMap((base) => base.redLines),
    ({ id }) => id,
  )
  const locked = byKey(
    props.bases.flatMap((base) => base.locked),
    ({ path }) => path,
  )
  return (
    <section className="panel adapt-part" aria-labelledby="adapt-locked">
      <h2 id="adapt-locked">{t('adapt.locked')}</h2>
      <p className="quiet">{t('adapt.lockedHint')}</p>
      <details>
        <summary>{t('adapt.redLines', { count: redLines.length })}</summary>
        <ul className="adapt-list">
          {redLines.map((line) => (
            <li key={line.id}>
              <span className="code">{line.id}</span> {text(line.title)}{' '}
              <Tag tone="red">{t(`parameters.authorities.${line.authority}`)}</Tag>{' '}
              <Cited cites={line.cites} sources={sources} />
            </li>
          ))}
        </ul>
      </details>
      <details>
        <summary>{t('adapt.lockedItems', { count: locked.length })}</summary>
        <ul className="adapt-list">
          {locked.map((item) => (
            <li key={item.path}>
              {text(item.title, item.path)}{' '}
              <Tag tone={item.mode === 'locked' ? 'red' : 'amber'}>
                {t(`ruleBook.modes.${item.mode}`)}
              </Tag>{' '}
              {item.authority !== undefined && t(`parameters.authorities.${item.authority}`)}
              {item.reason !== undefined && <p className="quiet">{text(item.reason)}</p>}
              <Cited cites={item.cites} sources={sources} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

function byKey<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()]
}
