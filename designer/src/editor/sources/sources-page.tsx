import { PlusOutlined } from '@ant-design/icons'
import type { Source } from '@jieli/engine'
import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { upsertSource } from '../../document/commands/upsert-source.ts'
import {
  useDocument,
  useDocumentStore,
  useRuleset,
  useRunCommand,
} from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import '../tables/tables.css'
import { SourceForm } from './source-form.tsx'
import './sources.css'

/** The documents the rules rest on, the county's own and those of its template; the address names the one that is open. */
export function SourcesPage() {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const store = useDocumentStore()
  const disabled = useDisabled()
  const { sources } = useRuleset().manifest
  const inherited = useDocument((state) => state.parent?.manifest.sources)
  const [search, setSearch] = useSearchParams()
  const open = sources.find(({ id }) => id === search.get('at')) ?? sources[0]
  const isInherited = (source: Source): boolean =>
    inherited?.some(({ id }) => id === source.id) === true
  const go = (id: string): void => {
    store.seal()
    setSearch({ at: id }, { replace: true })
  }
  const [title, setTitle] = useState('')
  const add = (): void => {
    const name = title.trim()
    if (name === '') return
    const id = freshId(
      'own-document',
      sources.map((source) => source.id),
    )
    run(upsertSource({ id, title: { zh: name, en: name } }))
    setTitle('')
    go(id)
  }
  return (
    <main className="tables-page sources-page">
      <h1 className="visually-hidden">{t('editor.pages.sources')}</h1>
      <nav className="source-list" aria-label={t('sources.list')}>
        <Space.Compact block>
          <Input
            aria-label={t('sources.newTitle')}
            placeholder={t('sources.newTitle')}
            value={title}
            disabled={disabled()}
            onChange={(event) => setTitle(event.target.value)}
            onPressEnter={(event) => {
              if (!event.nativeEvent.isComposing) add()
            }}
          />
          <Button
            icon={<PlusOutlined aria-hidden />}
            aria-label={t('sources.add')}
            disabled={disabled(title.trim() === '')}
            onClick={add}
          />
        </Space.Compact>
        {sources.map((source) => (
          <button
            type="button"
            key={source.id}
            className="source-item"
            aria-current={source.id === open?.id ? 'true' : undefined}
            onClick={() => go(source.id)}
          >
            <span>{text(source.title)}</span>
            {source.number !== undefined && <span className="quiet">{source.number}</span>}
            <Tag>{t(isInherited(source) ? 'sources.inherited' : 'sources.own')}</Tag>
          </button>
        ))}
      </nav>
      <div className="tables-main" key={open?.id ?? ''}>
        {open === undefined ? (
          <p className="quiet">{t('sources.none')}</p>
        ) : (
          <SourceForm source={open} inherited={isInherited(open)} />
        )}
      </div>
    </main>
  )
}
