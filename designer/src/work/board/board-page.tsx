import type { BoardGroup, RunRates } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askAgain } from '../../api/being-counted.ts'
import { readBoard } from '../../api/board.ts'
import { readUnits } from '../../api/figures.ts'
import { RateDefinitions } from '../assessment/rate-definitions.tsx'
import '../assessment/run.css'
import { useAssessed } from '../assessment/use-assessed.ts'
import { useTitledRuleset } from '../assessment/use-titles.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { LeftOutNotice } from '../../kit/notices/damaged-notice.tsx'
import './board.css'
import { groupKey } from './group-key.ts'
import { BoardTable, type ChosenRate } from './board-table.tsx'
import { RateDetails } from './rate-details.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'

const groupings = ['byPathway', 'byDepartment', 'byUnit', 'all'] as const

/** Each clinical pathway against its thresholds, live: its value, the one before, how far the line is. */
export function BoardPage() {
  const { t } = useTranslation()
  const moment = useMoment()
  const { ruleset, period } = useAssessed()
  const [by, setBy] = useState<keyof RunRates>('byPathway')
  const [chosen, setChosen] = useState<ChosenRate>()
  const board = useQuery({
    queryKey: ['board', ruleset.id, period.text],
    queryFn: () => readBoard(ruleset.id, period.text),
    // Live: what is recorded meanwhile shows within the minute.
    refetchInterval: (query) => askAgain(query) || 60_000,
  })
  const units = useQuery({ queryKey: ['units', ruleset.id], queryFn: () => readUnits(ruleset.id) })
  const titled = useTitledRuleset(ruleset.id, board.data?.version, null)
  const failure = board.error ?? units.error ?? titled.error
  if (failure !== null) return <FailureNotice error={failure} />
  if (board.data === undefined || units.data === undefined || titled.data === undefined)
    return <Waiting />
  const known = titled.data
  const groups = board.data[by]
  const nameOf = ({ by: facts }: BoardGroup): string => {
    const [entry] = Object.entries(facts)
    if (entry === undefined) return t('assessment.run.allCases')
    const [fact, value] = entry
    if (value === null) return t('assessment.run.unknownGroup')
    return fact === 'unit'
      ? (units.data.units.find(({ id }) => id === value)?.title ?? value)
      : known.titles.code(fact, value)
  }
  const first = firstFailing(groups)
  const shown = chosen?.grouping === by ? chosen : first && { ...first, grouping: by }
  const group = groups.find((one) => groupKey(one) === shown?.group)
  const rate = board.data.rates.find(({ id }) => id === shown?.rate)
  return (
    <div className="board">
      <section className="panel run-section" aria-labelledby="board-title">
        <div className="group-head">
          <h2 id="board-title">{t('board.title')}</h2>
          {board.data.open && <Tag tone="blue">{t('board.open')}</Tag>}
          <span className="quiet">
            {t('board.at', { at: moment(board.data.at), count: board.data.caseCount })}
          </span>
        </div>
        <p className="quiet">{t('board.hint')}</p>
        <LeftOutNotice leftOut={board.data.leftOut} />
        <Segmented<keyof RunRates>
          aria-label={t('assessment.run.ratesBy')}
          value={by}
          options={groupings.map((one) => ({
            value: one,
            label: t(`assessment.run.groups.${one}`),
          }))}
          onChange={setBy}
        />
        {groups.length === 0 ? (
          <p className="quiet">{t('assessment.run.noRates')}</p>
        ) : (
          <BoardTable
            rates={board.data.rates}
            groups={groups}
            nameOf={nameOf}
            chosen={shown}
            onChoose={(next) => setChosen({ ...next, grouping: by })}
          />
        )}
      </section>
      {group !== undefined && rate !== undefined && (
        <RateDetails
          key={`${groupKey(group)} ${rate.id}`}
          ruleset={ruleset.id}
          period={period.text}
          titled={known}
          group={group}
          rate={rate}
          name={nameOf(group)}
        />
      )}
      <section className="panel run-section" aria-label={t('assessment.run.definitions')}>
        <RateDefinitions titled={known} />
      </section>
    </div>
  )
}

/** What fails is looked at first. Pure. */
function firstFailing(
  groups: readonly BoardGroup[],
): { readonly group: string; readonly rate: string } | undefined {
  const found = groups.flatMap((group) =>
    group.rates.map((rate) => ({ group: groupKey(group), rate: rate.id, verdict: rate.verdict })),
  )
  return found.find(({ verdict }) => verdict === 'fail') ?? found[0]
}
