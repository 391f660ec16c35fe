import type { RateThreshold } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useParameterValue } from './use-parameter-value.ts'

/** A rate with the threshold it has to meet. */
export function RateTitle(props: { readonly rate: RateThreshold; readonly today: string }) {
  const { t } = useTranslation()
  const text = useText()
  const value = useParameterValue(props.today)
  const { rate } = props
  if (rate.threshold === undefined) return text(rate.title)
  return t(`parameters.${rate.direction}`, {
    title: text(rate.title),
    value: value(rate.threshold.parameter),
  })
}

/** How a rate is defined, as a text and as a quotient. */
export function RateBody(props: { readonly rate: RateThreshold }) {
  const { t } = useTranslation()
  const text = useText()
  const { facts } = useRuleset()
  const factTitle = (id: string): string => text(facts.find((fact) => fact.id === id)?.title, id)
  const { rate } = props
  return (
    <>
      <p>{text(rate.definition)}</p>
      <p className="quiet">
        {t('parameters.quotient', {
          numerator: factTitle(rate.numerator),
          denominator: factTitle(rate.denominator),
        })}
      </p>
    </>
  )
}
