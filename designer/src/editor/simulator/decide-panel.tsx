import { indexRuleset, type Bundle, type DecisionAnswer, type Facts } from '@jieli/engine'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { DecisionExplanation, LineTable } from './decision-report.tsx'
import { decisionScenario } from './new-scenario.ts'
import { SaveScenario } from './save-scenario.tsx'

/** Asks one decision over the facts on the left; the answer changes with every fact. */
export function DecidePanel(props: {
  readonly bundle: Bundle
  readonly decision: string | undefined
  readonly asOf: string
  readonly facts: Facts
  readonly result: DecisionAnswer | undefined
  readonly onDecision: (decision: string) => void
  readonly onDay: (day: string) => void
  readonly onAsk: (fact: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { bundle, result, facts } = props
  const decision = bundle.ruleset.decisions.find(({ id }) => id === props.decision)
  const factTitle = (id: string): string =>
    text(indexRuleset(bundle.ruleset).facts.get(id)?.title, id)
  return (
    <div className="decide">
      <div className="simulator-bar">
        <Select
          className="simulator-pick"
          aria-label={t('simulator.decision')}
          placeholder={t('simulator.pickDecision')}
          showSearch={{ optionFilterProp: 'label' }}
          {...(decision === undefined ? {} : { value: decision.id })}
          options={bundle.ruleset.decisions.map(({ id, title }) => ({
            value: id,
            label: text(title),
          }))}
          onChange={props.onDecision}
        />
        <label>
          <span>{t('simulator.asOf')}</span>
          <DatePicker
            aria-label={t('simulator.asOf')}
            allowClear={false}
            value={dayjs(props.asOf)}
            onChange={(day) => {
              if (day !== null) props.onDay(day.format('YYYY-MM-DD'))
            }}
          />
        </label>
        <span className="spacer" />
        {decision !== undefined && (
          <SaveScenario
            suggested={decision.title}
            disabled={result === undefined}
            make={(name) =>
              result === undefined ? undefined : decisionScenario(name, result, facts)
            }
          />
        )}
      </div>
      {result === undefined ? (
        <p className="quiet simulator-empty">{t('simulator.decideEmpty')}</p>
      ) : (
        <>
          <DecisionExplanation bundle={bundle} result={result} />
          {result.needs.length > 0 && (
            <div className="needs">
              <span>{t('simulator.fillIn')}</span>
              {result.needs.map((id) => (
                <Button key={id} size="small" onClick={() => props.onAsk(id)}>
                  {factTitle(id)}
                </Button>
              ))}
            </div>
          )}
          <LineTable bundle={bundle} result={result} />
        </>
      )}
    </div>
  )
}
