import type { CaseRead } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'

/** Reads of cases, the newest first: when, who, by which way, and whose. */
export function CaseReadTable(props: { readonly reads: readonly CaseRead[] }) {
  const { t } = useTranslation()
  const moment = useMoment()
  return (
    <section className="panel panel-wide">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('caseReads.at')}</th>
            <th scope="col">{t('caseReads.person')}</th>
            <th scope="col">{t('caseReads.way')}</th>
            <th scope="col">{t('cases.patient')}</th>
            <th scope="col">{t('cases.id')}</th>
          </tr>
        </thead>
        <tbody>
          {props.reads.map(({ id, at, actor, way, patient, case: read }) => (
            <tr key={id}>
              <td>{moment(at)}</td>
              <td>
                {actor.title} <span className="quiet code">{actor.id}</span>
              </td>
              <td>{t(`caseReads.ways.${way}`)}</td>
              <td>{patient ?? '–'}</td>
              <td className="code">{read ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
