import { PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { isAbout } from '../parameters/parameter-facts.ts'
import { useProblems } from '../problems/use-problems.ts'
import { SearchList } from '../tables/search-list.tsx'
import { type AssessmentList, assessmentLists, type AssessmentPlace } from './editor-place.ts'
import { newItem } from './new-item.ts'

/** What is assessed, counted and split: to choose a list, search it, and add to it. */
export function AssessmentListPane(props: {
  readonly place: AssessmentPlace
  readonly onGo: (list: AssessmentList, id?: string) => void
}) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { issues } = useProblems()
  const { place, onGo } = props
  const { list } = place
  const fresh = newItem(ruleset, list)
  const isWrong = (id: string): boolean =>
    issues.some((issue) => issue.severity === 'error' && isAbout(issue, `/${list}/${id}`))
  return (
    <SearchList
      label={t('assessmentEditor.lists')}
      list={list}
      items={ruleset[list]}
      current={place.id}
      onChoose={(id) => onGo(list, id)}
      lists={
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
      }
      add={
        <Button
          icon={<PlusOutlined aria-hidden />}
          aria-label={t('assessmentEditor.addTo', { label: t(`assessmentEditor.list.${list}`) })}
          // A fund is said whole in a form of its own, never begun with figures nobody gave.
          disabled={fresh === undefined && list !== 'funds'}
          onClick={() => {
            if (fresh === undefined) return onGo(list)
            run(upsertListItem(list, fresh))
            onGo(list, fresh.id)
          }}
        />
      }
      tag={(id) => isWrong(id) && <Tag tone="red">{t('parameters.problem')}</Tag>}
    />
  )
}
