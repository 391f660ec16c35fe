import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useDocumentStore, useRuleset } from '../../document/editing/use-document.ts'
import { useKept } from '../../document/editing/use-kept.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import '../assessment/assessment-editor.css'
import { isAbout } from '../parameters/parameter-facts.ts'
import { useProblems } from '../problems/use-problems.ts'
import { SearchList } from '../tables/search-list.tsx'
import '../tables/tables.css'
import './drafted.css'
import { DraftedEditor } from './drafted-editor.tsx'
import type { DraftedItem, DraftedKind, DraftedList } from './drafted-kind.ts'
import { NewDrafted } from './new-drafted.tsx'

/** The items of a list; the address names the one that is open, and a new one waits beside them. */
export function DraftedPage<L extends DraftedList, Draft>(props: {
  readonly kind: DraftedKind<L, Draft>
  readonly title: string
  /** What the list tells of an item besides its title. */
  readonly factsOf: (item: DraftedItem<L> | undefined) => string
}) {
  const { t } = useTranslation()
  const store = useDocumentStore()
  const { kind, title } = props
  const { list, words, empty } = kind
  const items: readonly DraftedItem<L>[] = useRuleset()[list]
  const { issues } = useProblems()
  const [search, setSearch] = useSearchParams()
  const [fresh, setFresh] = useKept<Draft | undefined>(`new ${list}`, () => undefined)
  // An address changes a moment later than the list: until it does, what was asked for is open and nothing else.
  const [asked, setAsked] = useState<{ readonly at: unknown; readonly id: string | undefined }>()
  if (asked !== undefined && asked.at !== search) setAsked(undefined)
  const [, , addressed] = (search.get('at') ?? '').split('/')
  const named = asked === undefined ? addressed : asked.id
  const isNew = fresh !== undefined && named === undefined
  const find = (id: string | undefined) => items.find((item) => item.id === id)
  const open = isNew ? undefined : (find(named) ?? items[0])
  const go = (id?: string): void => {
    store.seal()
    setAsked({ at: search, id })
    setSearch(id === undefined ? {} : { at: `/${list}/${id}` }, { replace: true })
  }
  const isWrong = (id: string): boolean =>
    issues.some((issue) => issue.severity !== 'info' && isAbout(issue, `/${list}/${id}`))
  return (
    <main className="tables-page">
      <h1 className="visually-hidden">{title}</h1>
      <SearchList
        label={title}
        list={list}
        items={items}
        current={open?.id}
        onChoose={go}
        lists={
          fresh !== undefined &&
          !isNew && (
            <Button type="dashed" onClick={() => go()}>
              {t(`${words}.backToNew`)}
            </Button>
          )
        }
        add={
          <Button
            icon={<PlusOutlined aria-hidden />}
            aria-label={t(`${words}.add`)}
            onClick={() => {
              if (fresh === undefined) setFresh(empty)
              go()
            }}
          />
        }
        tag={(id) => isWrong(id) && <Tag tone="amber">{t('parameters.problem')}</Tag>}
        detail={(id) => props.factsOf(find(id))}
      />
      <div className="tables-main" key={open?.id ?? 'new'}>
        {isNew ? (
          <NewDrafted kind={kind} draft={fresh} onChange={setFresh} onAdded={go} />
        ) : open === undefined ? (
          <p className="quiet">{t(`${words}.none`)}</p>
        ) : (
          <DraftedEditor kind={kind} item={open} onRemoved={() => go()} />
        )}
      </div>
    </main>
  )
}
