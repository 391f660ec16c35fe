import { indexRuleset, formatParameter, parameterAsOf } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Writes the value a parameter has on a day, or that nothing is set. */
export function useParameterValue(day: string): (id: string) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  const { parameters } = indexRuleset(useRuleset())
  return (id) => {
    const parameter = parameters.get(id)
    const dated = parameter && parameterAsOf(parameter, day)
    return parameter === undefined || dated === undefined
      ? t('parameters.missing')
      : formatParameter(parameter, dated.value, language)
  }
}
