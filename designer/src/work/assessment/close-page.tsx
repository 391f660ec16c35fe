import type { AssessmentScheme } from '@jieli/engine'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readUnits } from '../../api/figures.ts'
import { readPreparation } from '../../api/runs.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ComputePanel } from './compute-panel.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { ImportPanel } from './import-panel.tsx'
import { MissingPanel } from './missing-panel.tsx'
import { UnitsPanel } from './units-panel.tsx'
import { useAssessed } from './use-assessed.ts'
import { useAssessmentRights } from './use-assessment-rights.ts'
import { useTitledRuleset } from './use-titles.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'

/** The way a month is closed, step by step: units, figures, what is missing, the run. */
export function ClosePage() {
  const { ruleset, period, version } = useAssessed()
  const { id } = ruleset
  const rights = useAssessmentRights(ruleset.county)
  const [chosen, setChosen] = useState<string>()
  const [entering, setEntering] = useState<string | null>()
  const titled = useTitledRuleset(id, version, null)
  const schemes: readonly AssessmentScheme[] = (
    titled.data?.ruleset.assessmentSchemes ?? []
  ).filter((scheme) => scheme.period === period.type)
  const scheme = chosen ?? schemes[0]?.id
  const units = useQuery({ queryKey: ['units', id], queryFn: () => readUnits(id) })
  const preparation = useQuery({
    queryKey: ['preparation', id, period.text, scheme],
    queryFn: () => readPreparation(id, { period: period.text, scheme }),
    enabled: titled.data !== undefined,
  })
  const failure = titled.error ?? units.error ?? preparation.error
  if (failure !== null) return <FailureNotice error={failure} />
  if (titled.data === undefined || units.data === undefined) return <Waiting />
  const shared = { ruleset: id, period: period.text, titled: titled.data, rights }
  return (
    <div className="close-steps">
      <UnitsPanel {...shared} directory={units.data} />
      <ImportPanel {...shared} />
      {preparation.data === undefined ? (
        <Waiting />
      ) : (
        <>
          <MissingPanel
            {...shared}
            preparation={preparation.data}
            units={units.data.units}
            onEnter={setEntering}
          />
          <EntryPanel
            {...shared}
            preparation={preparation.data}
            units={units.data.units}
            unit={entering}
            onUnit={setEntering}
          />
          <ComputePanel
            {...shared}
            preparation={preparation.data}
            schemes={schemes}
            scheme={scheme}
            onScheme={setChosen}
          />
        </>
      )}
    </div>
  )
}
