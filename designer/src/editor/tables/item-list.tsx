import { PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { leafKinds, leafOf } from '../conditions/leaf-kind.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { newConditionTitle, newDecisionTitle, newFactTitle } from './new-titles.ts'
import { SearchList } from './search-list.tsx'
import { type TableList, tableLists, type TablePlace } from './table-place.ts'

/** The decisions, named conditions and facts of the ruleset: to search, choose and add. */
export function ItemList(props: {
  readonly place: TablePlace
  readonly onGo: (list: TableList, id?: string) => void
}) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { place, onGo } = props
  const { list } = place
  const fresh = (base: string): string =>
    freshId(
      base,
      ruleset[list].map((item) => item.id),
    )
  const addDecision = (kind: 'table' | 'rules'): void => {
    const [fact] = ruleset.facts
    if (kind === 'table' && fact === undefined) return
    const base = { id: fresh('decision'), title: newDecisionTitle, hitPolicy: 'priority' as const }
    run(
      upsertListItem(
        'decisions',
        kind === 'rules'
          ? { kind, ...base, rules: [] }
          : { kind, ...base, inputs: [{ id: 'input', fact: fact?.id ?? '' }], rows: [] },
      ),
    )
    onGo('decisions', base.id)
  }
  const addOther = (): void => {
    if (list === 'facts') {
      const id = fresh('newFact')
      run(upsertListItem('facts', { id, type: 'boolean', title: newFactTitle }))
      onGo(list, id)
      return
    }
    const condition = leafKinds.map((kind) => leafOf(ruleset, kind)).find((leaf) => leaf)
    if (condition === undefined) return
    const id = fresh('newCondition')
    run(upsertListItem('conditions', { id, title: newConditionTitle, condition }))
    onGo(list, id)
  }
  return (
    <SearchList
      label={t('tables.lists')}
      list={list}
      items={ruleset[list]}
      current={place.id}
      onChoose={(id) => onGo(list, id)}
      lists={
        <Segmented<TableList>
          aria-label={t('tables.lists')}
          value={list}
          options={tableLists.map((value) => ({ value, label: t(`tables.list.${value}`) }))}
          onChange={(next) => onGo(next)}
        />
      }
      add={
        list === 'decisions' ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: (['table', 'rules'] as const).map((kind) => ({
                key: kind,
                label: t(`tables.kinds.${kind}`),
                disabled: kind === 'table' && ruleset.facts.length === 0,
                onClick: () => addDecision(kind),
              })),
            }}
          >
            <Button icon={<PlusOutlined aria-hidden />} aria-label={t('tables.add.decisions')} />
          </Dropdown>
        ) : (
          <Button
            icon={<PlusOutlined aria-hidden />}
            aria-label={t(`tables.add.${list}`)}
            onClick={addOther}
          />
        )
      }
    />
  )
}
