import { type ErasurePreview, mayWhole, shortId } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { ErasureForm } from './erasure-form.tsx'
import { ExportForm } from './export-form.tsx'
import { HoldForm } from './hold-form.tsx'

/** One person: which cases there are, which would go, and what one can do. */
export function PersonPanel(props: {
  readonly preview: ErasurePreview
  readonly onChanged: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { preview, onChanged } = props
  const { county, patient, going, staying, cases, reads } = preview
  const holder = { grants: useSession().data?.grants ?? [] }
  return (
    <section className="retention-person">
      <h2>{t('retention.person', { patient })}</h2>
      <p>{t('retention.found', { count: going + staying, going, staying, reads })}</p>
      {cases.length > 0 && <CaseTable cases={cases} />}
      {cases.length < going + staying && (
        <p className="quiet">{t('retention.firstCases', { count: cases.length })}</p>
      )}
      <details>
        <summary>{t('retention.whatGoes')}</summary>
        <h3>{t('retention.gone')}</h3>
        <ul>
          {preview.gone.map((each) => (
            <li key={each.en}>{text(each)}</li>
          ))}
        </ul>
        <h3>{t('retention.stays')}</h3>
        <ul>
          {preview.stays.map((each) => (
            <li key={each.en}>{text(each)}</li>
          ))}
        </ul>
      </details>
      {mayWhole(holder, 'persons.export', county) ? (
        <ExportForm county={county} patient={patient} />
      ) : (
        <p className="quiet">{t('retention.exportByAuditor')}</p>
      )}
      <HoldForm county={county} about={{ kind: 'person', target: patient }} onSet={onChanged} />
      {going > 0 && <ErasureForm county={county} patient={patient} />}
    </section>
  )
}

function CaseTable({ cases }: Pick<ErasurePreview, 'cases'>) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{t('cases.id')}</th>
          <th scope="col">{t('retention.pathway')}</th>
          <th scope="col">{t('retention.changed')}</th>
          <th scope="col">{t('retention.documents')}</th>
          <th scope="col">{t('retention.whatBecomes')}</th>
        </tr>
      </thead>
      <tbody>
        {cases.map(({ case: id, title, updatedAt, documents, because }) => (
          <tr key={id}>
            <td className="code">{shortId(id)}</td>
            <td>{text(title)}</td>
            <td>{moment(updatedAt)}</td>
            <td>{documents}</td>
            <td>
              {because === null
                ? t('retention.canGo')
                : t('retention.staysBecause', { because: text(because) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
