import { PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { isAbout } from '../parameters/parameter-facts.ts'
import { useProblems } from '../problems/use-problems.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { type AssessmentList, assessmentLists, type AssessmentPlace } from './editor-place.ts'
import { newItem } from './new-item.ts'

/** What is assessed, counted and split: to choose a list, search it, and add to it. */
export function AssessmentListPane(props: {
  readonly place: AssessmentPlace
  readonly onGo: (list: AssessmentList, id?: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { issues } = useProblems()
  const [search, setSearch] = useState('')
  const { place, onGo } = props
  const { list } = place
  const items = useRef<HTMLUListElement>(null)
  useEffect(() => {
    items.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [list, place.id])
  const wanted = search.trim().toLowerCase()
  const found = ruleset[list].filter(({ id, title }) =>
    `${id} ${title.zh} ${title.en}`.toLowerCase().includes(wanted),
  )
  const fresh = newItem(ruleset, list)
  return (
    <nav className="item-list" aria-label={t('assessmentEditor.lists')}>
      <Select<AssessmentList>
        aria-label={t('assessmentEditor.lists')}
        value={list}
        options={assessmentLists.map((value) => ({
          value,
          label: t('assessmentEditor.listCount', {
            title: t(`assessmentEditor.list.${value}`),
            number: ruleset[value].length,
          }),
        }))}
        onChange={(next) => onGo(next)}
      />
      <div className="item-list-tools">
        <Input
          allowClear
          aria-label={t('tables.search')}
          placeholder={t('tables.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button
          icon={<PlusOutlined aria-hidden />}
          aria-label={t('assessmentEditor.addTo', { label: t(`assessmentEditor.list.${list}`) })}
          disabled={fresh === undefined}
          onClick={() => {
            if (fresh === undefined) return
            run(upsertListItem(list, fresh))
            onGo(list, fresh.id)
          }}
        />
      </div>
      <ul ref={items}>
        {found.map((item) => {
          const wrong = issues.some(
            (issue) => issue.severity === 'error' && isAbout(issue, `/${list}/${item.id}`),
          )
          return (
            <li key={item.id}>
              <button
                type="button"
                className={item.id === place.id ? 'item item-selected' : 'item'}
                aria-current={item.id === place.id}
                onClick={() => onGo(list, item.id)}
              >
                <span>
                  {text(item.title)} {wrong && <Tag tone="red">{t('parameters.problem')}</Tag>}
                </span>
                <span className="quiet code">{item.id}</span>
              </button>
            </li>
          )
        })}
      </ul>
      {found.length === 0 && <p className="quiet">{t('tables.nothingFound')}</p>}
    </nav>
  )
}
