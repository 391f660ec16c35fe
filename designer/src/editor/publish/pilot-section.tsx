import { useQuery } from '@tanstack/react-query'
import { Checkbox, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { readPilotUnits } from '../../api/rulesets.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import type { Publication } from './use-publication.ts'

/** With which units a version of a county begins, and by when somebody says what came of that; all of them at once else. */
export function PilotSection(props: { readonly publication: Publication }) {
  const { t } = useTranslation()
  const { ruleset, from, pilot, setPilot } = props.publication
  const { id, kind } = ruleset.manifest
  const units = useQuery({
    queryKey: ['pilot-units', id],
    queryFn: () => readPilotUnits(id),
    enabled: pilot !== undefined,
  })
  if (kind !== 'county') return null
  return (
    <section className="publish-pilot">
      <Checkbox
        checked={pilot !== undefined}
        onChange={({ target }) =>
          setPilot(target.checked ? { units: [], evaluateBy: undefined } : undefined)
        }
      >
        {t('pilot.first')}
      </Checkbox>
      {pilot !== undefined && (
        <>
          <p className="quiet">{t('pilot.hint')}</p>
          <FailureNotice error={units.error} />
          {units.data?.units.length === 0 && <Notice kind="warning" title={t('pilot.noUnits')} />}
          <label htmlFor="pilot-units">{t('pilot.units')}</label>
          <Select
            id="pilot-units"
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            loading={units.isPending}
            value={[...pilot.units]}
            options={(units.data?.units ?? []).map((each) => ({
              value: each.id,
              label: each.title,
            }))}
            onChange={(chosen: string[]) => setPilot({ ...pilot, units: chosen })}
          />
          <div className="publish-from">
            <label htmlFor="pilot-evaluate-by">{t('pilot.evaluateBy')}</label>
            <DatePicker
              id="pilot-evaluate-by"
              value={pilot.evaluateBy === undefined ? null : dayjs(pilot.evaluateBy)}
              minDate={dayjs(from).add(1, 'day')}
              format="YYYY-MM-DD"
              onChange={(day) =>
                setPilot({ ...pilot, evaluateBy: day?.format('YYYY-MM-DD') ?? undefined })
              }
            />
          </div>
        </>
      )}
    </section>
  )
}
