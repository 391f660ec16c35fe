import type { Text } from '@jieli/engine'
import { Input } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'

/** Items beside their form: to search and to choose from; the one in the form is scrolled into view. */
export function SearchList(props: {
  readonly label: string
  readonly items: readonly { readonly id: string; readonly title: Text }[]
  /** Name of the list shown, where there are several. */
  readonly list: string
  /** Id of the item in the form. */
  readonly current: string | undefined
  readonly onChoose: (id: string) => void
  /** Chooses between several lists. */
  readonly lists: ReactNode
  /** Adds an item. */
  readonly add: ReactNode
  /** Shown after the title of an item. */
  readonly tag?: (id: string) => ReactNode
  /** Shown below the title of an item. Left out: its id. */
  readonly detail?: (id: string) => ReactNode
}) {
  const { t } = useTranslation()
  const text = useText()
  const [search, setSearch] = useState('')
  const { items, list, current } = props
  const box = useRef<HTMLUListElement>(null)
  useEffect(() => {
    box.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [list, current])
  const term = search.trim().toLowerCase()
  const found = items.filter(({ id, title }) =>
    `${id} ${title.zh} ${title.en}`.toLowerCase().includes(term),
  )
  return (
    <nav className="item-list" aria-label={props.label}>
      {props.lists}
      <div className="item-list-tools">
        <Input
          allowClear
          aria-label={t('tables.search')}
          placeholder={t('tables.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {props.add}
      </div>
      <ul ref={box}>
        {found.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={item.id === current ? 'item item-selected' : 'item'}
              aria-current={item.id === current}
              onClick={() => props.onChoose(item.id)}
            >
              <span>
                {text(item.title)} {props.tag?.(item.id)}
              </span>
              {props.detail === undefined ? (
                <span className="quiet code">{item.id}</span>
              ) : (
                <span className="quiet item-detail">{props.detail(item.id)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="quiet">{t('tables.nothingFound')}</p>}
    </nav>
  )
}
