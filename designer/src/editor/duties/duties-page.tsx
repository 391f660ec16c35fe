import { PlusOutlined } from '@ant-design/icons'
import type { Duty } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useKept } from '../../document/editing/use-kept.ts'
import { useDocumentStore, useRuleset } from '../../document/editing/use-document.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import '../assessment/assessment-editor.css'
import { isAbout } from '../parameters/parameter-facts.ts'
import { useProblems } from '../problems/use-problems.ts'
import { SearchList } from '../tables/search-list.tsx'
import '../tables/tables.css'
import './duties.css'
import { type DutyDraft, emptyDuty } from './duty-draft.ts'
import { DutyEditor } from './duty-editor.tsx'
import { NewDuty } from './new-duty.tsx'
import { useDutyFacts } from './use-duty-facts.ts'

/** What somebody has to do; the address names the duty that is open, and a new one waits beside them. */
export function DutiesPage() {
  const { t } = useTranslation()
  const store = useDocumentStore()
  const { duties } = useRuleset()
  const { issues } = useProblems()
  const factsOf = useDutyFacts()
  const [search, setSearch] = useSearchParams()
  const [fresh, setFresh] = useKept<DutyDraft | undefined>('newDuty', () => undefined)
  const [, , named] = (search.get('at') ?? '').split('/')
  const isNew = fresh !== undefined && named === undefined
  const open = isNew ? undefined : (duties.find(({ id }) => id === named) ?? duties[0])
  const go = (id?: string): void => {
    store.seal()
    setSearch(id === undefined ? {} : { at: `/duties/${id}` }, { replace: true })
  }
  const isWrong = (id: string): boolean =>
    issues.some((issue) => issue.severity !== 'info' && isAbout(issue, `/duties/${id}`))
  const found = (id: string): Duty | undefined => duties.find((duty) => duty.id === id)
  return (
    <main className="tables-page">
      <h1 className="visually-hidden">{t('editor.pages.duties')}</h1>
      <SearchList
        label={t('editor.pages.duties')}
        list="duties"
        items={duties}
        current={open?.id}
        onChoose={go}
        lists={
          fresh !== undefined &&
          !isNew && (
            <Button type="dashed" onClick={() => go()}>
              {t('dutyEditor.backToNew')}
            </Button>
          )
        }
        add={
          <Button
            icon={<PlusOutlined aria-hidden />}
            aria-label={t('dutyEditor.add')}
            onClick={() => {
              if (fresh === undefined) setFresh(emptyDuty)
              go()
            }}
          />
        }
        tag={(id) => isWrong(id) && <Tag tone="amber">{t('parameters.problem')}</Tag>}
        detail={(id) => factsOf(found(id))}
      />
      <div className="tables-main" key={open?.id ?? 'new'}>
        {isNew ? (
          <NewDuty draft={fresh} onChange={setFresh} onAdded={go} />
        ) : open === undefined ? (
          <p className="quiet">{t('dutyEditor.none')}</p>
        ) : (
          <DutyEditor duty={open} onRemoved={() => go()} />
        )}
      </div>
    </main>
  )
}
