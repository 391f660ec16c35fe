import { type CaseDuty, dutyStanding, type Pathway, type Ruleset } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { StandingTag } from '../../kit/notices/standing-tag.tsx'
import { wallClock } from './clock.ts'

/** What somebody has to do in the simulated case, or had to, as it stands at the moment on the clock. */
export function SimulationDuties(props: {
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly duties: readonly CaseDuty[]
  readonly at: string
}) {
  const { t } = useTranslation()
  const text = useText()
  if (props.duties.length === 0) return null
  return (
    <>
      <h3 className="simulation-duties-title">{t('simulator.duties')}</h3>
      <ul className="simulation-duties" aria-label={t('simulator.duties')}>
        {props.duties.map((owed) => {
          const duty = props.ruleset.duties.find(({ id }) => id === owed.duty)
          const by = props.pathway.parties.find(({ id }) => id === duty?.owedBy)
          return (
            <li key={`${owed.duty}${owed.number}`}>
              <StandingTag standing={dutyStanding(owed, props.at)} />
              <span>{text(duty?.title, owed.duty)}</span>
              <span className="quiet">
                {[
                  text(by?.title, duty?.owedBy),
                  owed.dueAt === undefined
                    ? owed.yearMissing === undefined
                      ? t('simulator.noDue')
                      : t('duties.yearMissing', { year: owed.yearMissing })
                    : t('simulator.dueAt', { at: wallClock(owed.dueAt) }),
                ].join(' · ')}
              </span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
