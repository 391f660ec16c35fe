import { type Duty, type DutyLimit, formatDelay } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { today } from '../../document/editing/today.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useCitationText } from '../../kit/fields/use-citation-text.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { useParameterValue } from '../parameters/use-parameter-value.ts'

/** What the list tells of a duty besides its title: who owes it, by when, and the clause. */
export function useDutyFacts(): (duty: Duty | undefined) => string {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { pathways, manifest } = useRuleset()
  const valueOf = useParameterValue(today())
  const citationText = useCitationText()
  const timeOf = (within: DutyLimit): string => {
    if ('parameter' in within) return valueOf(within.parameter)
    return 'date' in within
      ? t('dutyEditor.byDay', { day: within.date })
      : formatDelay(within, language)
  }
  return (duty) => {
    if (duty === undefined) return ''
    const { owedBy, within, cites } = duty
    const pathway = pathways.find(({ id }) => id === duty.pathway)
    const party = pathway?.parties.find(({ id }) => id === owedBy)
    const time = within && timeOf(within)
    const clause = cites.length === 0 ? undefined : citationText(cites, manifest.sources)
    return [text(party?.title, owedBy), time, clause].filter(Boolean).join(' · ')
  }
}
