import type { ImportPreview, PreviewedVersion } from '@jieli/server/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Mark } from '../../kit/notices/mark.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { AcceptKeyForm } from './accept-key-form.tsx'
import { useTravelRights } from './travel-rights.ts'

const tones = { new: 'green', newer: 'green', older: 'neutral', present: 'neutral' } as const

/** What a file holds, who signed it, and what is new of it here. */
export function ImportPreviewPanel(props: {
  readonly preview: ImportPreview
  readonly onAccepted: () => void
  /** What confirms. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const rights = useTravelRights()
  const { signer, versions, changes } = props.preview
  return (
    <section className="panel travel-panel" aria-labelledby="travel-preview">
      <h2 id="travel-preview">{t('travel.preview')}</h2>
      <p>{t('travel.checked')}</p>
      <div className="travel-scroll" role="region" aria-label={t('travel.inFile')} tabIndex={0}>
        <table className="travel-table">
          <thead>
            <tr>
              <th scope="col">{t('travel.columns.ruleset')}</th>
              <th scope="col">{t('travel.columns.kind')}</th>
              <th scope="col">{t('travel.columns.version')}</th>
              <th scope="col">{t('travel.columns.here')}</th>
              <th scope="col">{t('travel.columns.standing')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <VersionRow key={version.id} version={version} />
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t('travel.signedBy')}</h3>
      <p className="travel-signer">
        <Mark tone={signer.known ? 'green' : 'amber'}>
          {t(signer.known ? 'travel.keyKnown' : 'travel.keyUnknown')}
        </Mark>
        <span>{signer.own ? t('travel.ownKey') : signer.title}</span>
        <span className="fingerprint code">{signer.fingerprint}</span>
      </p>
      {!signer.known &&
        (rights.accept ? (
          <AcceptKeyForm publicKey={signer.publicKey} onAccepted={props.onAccepted} />
        ) : (
          <Notice kind="warning" title={t('travel.askAdministrator')}>
            {t('travel.compare')}
          </Notice>
        ))}
      {!changes && <Notice kind="info" title={t('travel.nothingNew')} />}
      <div className="travel-actions">{props.children}</div>
    </section>
  )
}

function VersionRow(props: { readonly version: PreviewedVersion }) {
  const { t } = useTranslation()
  const text = useText()
  const { version } = props
  return (
    <tr>
      <th scope="row">
        {text(version.title)} <span className="code quiet">{version.id}</span>
        {version.carried && <span className="travel-carried">{t('travel.carried')}</span>}
      </th>
      <td>{t(`templates.kinds.${version.kind}`)}</td>
      <td>{version.version}</td>
      <td>{version.latest ?? t('travel.notHere')}</td>
      <td>
        <Mark tone={tones[version.standing]}>{t(`travel.standings.${version.standing}`)}</Mark>
      </td>
    </tr>
  )
}
