import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useDocumentStore, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { SearchList } from '../tables/search-list.tsx'
import '../tables/tables.css'
import { CodeListForm } from './code-list-form.tsx'
import './code-lists.css'
import { NewCodeList } from './new-code-list.tsx'
import { TiersHead } from './tiers-head.tsx'

/** The code systems; the address names the one that is open. The tiers of units stand first. */
export function CodeListsPage() {
  const { t } = useTranslation()
  const store = useDocumentStore()
  const run = useRunCommand()
  const { codeSystems, facts } = useRuleset()
  const [search, setSearch] = useSearchParams()
  const [isNew, setIsNew] = useState(false)
  const find = (id: string | undefined) => codeSystems.find((codeSystem) => codeSystem.id === id)
  const [, , named] = (search.get('at') ?? '').split('/')
  const tiersOfUnits = facts.find(({ id }) => id === 'unit.tier')?.codeSystem ?? 'tiers'
  const tiers = find(tiersOfUnits)
  const open = isNew ? undefined : (find(named) ?? tiers ?? codeSystems[0])
  const go = (id?: string): void => {
    store.seal()
    setIsNew(false)
    setSearch(id === undefined ? {} : { at: `/codeSystems/${id}` }, { replace: true })
  }
  return (
    <main className="tables-page code-lists">
      <h1 className="visually-hidden">{t('editor.pages.code-lists')}</h1>
      <SearchList
        label={t('editor.pages.code-lists')}
        list="codeSystems"
        items={codeSystems}
        current={open?.id}
        onChoose={go}
        lists={undefined}
        add={
          <Button
            icon={<PlusOutlined aria-hidden />}
            aria-label={t('codeLists.newList')}
            onClick={() => setIsNew(true)}
          />
        }
        tag={(id) =>
          find(id)?.sample === true && <Tag tone="amber">{t('codeLists.sampleTag')}</Tag>
        }
        detail={(id) => t('codeLists.count', { count: find(id)?.codes.length ?? 0 })}
      />
      <div className="tables-main" key={open?.id ?? 'new'}>
        {open !== undefined && open === tiers && <TiersHead tiers={tiers} />}
        {isNew ? (
          <NewCodeList
            taken={codeSystems.map(({ id }) => id)}
            onAdd={(codeSystem) => {
              run(upsertListItem('codeSystems', codeSystem))
              go(codeSystem.id)
            }}
            onCancel={() => setIsNew(false)}
          />
        ) : open === undefined ? (
          <p className="quiet">{t('codeLists.none')}</p>
        ) : (
          <CodeListForm codeSystem={open} onRemoved={() => go()} />
        )}
      </div>
    </main>
  )
}
