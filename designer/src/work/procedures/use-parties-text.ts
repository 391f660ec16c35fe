import type { ProcedureCase } from '@jieli/server/contracts'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'

/** Whom a procedure waits for, with by when, or since when each is late. */
export function usePartiesText(): (waitsFor: ProcedureCase['waitsFor']) => string {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  return useCallback(
    (waitsFor) =>
      waitsFor
        .map(({ title, dueAt, late }) =>
          dueAt === null
            ? text(title)
            : t(late ? 'procedures.partyLate' : 'procedures.partyDue', {
                party: text(title),
                due: moment(dueAt),
              }),
        )
        .join(t('tables.comma')),
    [t, text, moment],
  )
}
