import { dutyStanding, dutyStandingNames, type Pathway, type Ruleset } from '@jieli/engine'
import type { CorrectionPreview } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../../kit/i18n/use-language.ts'
import { useMoment } from '../../../kit/i18n/use-moment.ts'
import { useNow } from '../../../kit/i18n/use-now.ts'

interface OutcomeLine {
  readonly key: string
  readonly words: string
}

/** What a case would wait for, owe and ask for, a line for each. */
export function useOutcomeLines(
  { ruleset, pathway }: { readonly ruleset: Ruleset; readonly pathway: Pathway },
  { timers, duties, told }: Pick<CorrectionPreview, 'timers' | 'duties' | 'told'>,
): readonly OutcomeLine[] {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const now = new Date(useNow()).toISOString()
  return [
    ...timers.flatMap(({ id, delay, dueAt, duty }) =>
      duty === undefined
        ? [
            {
              key: id,
              words: t('corrections.timer', {
                title: text(pathway.delays.find((each) => each.id === delay)?.title, delay),
                at: moment(dueAt),
              }),
            },
          ]
        : [],
    ),
    ...duties.map((each) => ({
      key: `${each.duty} ${each.number}`,
      words: t('corrections.duty', {
        title: text(ruleset.duties.find(({ id }) => id === each.duty)?.title, each.duty),
        standing: text(dutyStandingNames[dutyStanding(each, now)]),
      }),
    })),
    ...told.map((action, index) => ({
      key: `told ${index}`,
      words: t('corrections.told', { title: text(action.title) }),
    })),
  ]
}
