import type { ImportPreview, PreviewedVersion } from '@jieli/server/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { AcceptKeyForm } from './accept-key-form.tsx'
import { useTransferRights } from './use-transfer-rights.ts'

const tones = { new: 'green', newer: 'green', older: 'neutral', present: 'neutral' } as const

/** What a file holds, who signed it, and what is new of it here. */
export function ImportPreviewPanel(props: {
  readonly preview: ImportPreview
  readonly onAccepted: () => void
  /** What confirms. */
  readonly children: ReactNode
}) {
  const { t } = useTranslation()
  const rights = useTransferRights()
  const { signer, versions, changes } = props.preview
  return (
    <section className="panel transfer-panel" aria-labelledby="transfer-preview">
      <h2 id="transfer-preview">{t('transfer.preview')}</h2>
      <p>{t('transfer.checked')}</p>
      <div className="transfer-scroll" role="region" aria-label={t('transfer.inFile')} tabIndex={0}>
        <table className="transfer-table">
          <thead>
            <tr>
              <th scope="col">{t('transfer.columns.ruleset')}</th>
              <th scope="col">{t('transfer.columns.kind')}</th>
              <th scope="col">{t('transfer.columns.version')}</th>
              <th scope="col">{t('transfer.columns.here')}</th>
              <th scope="col">{t('transfer.columns.status')}</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <VersionRow key={version.id} version={version} />
            ))}
          </tbody>
        </table>
      </div>
      <h3>{t('transfer.signedBy')}</h3>
      <p className="transfer-signer">
        <Tag tone={signer.known ? 'green' : 'amber'}>
          {t(signer.known ? 'transfer.keyKnown' : 'transfer.keyUnknown')}
        </Tag>
        <span>{signer.own ? t('transfer.ownKey') : signer.title}</span>
        <span className="fingerprint code">{signer.fingerprint}</span>
      </p>
      {!signer.known &&
        (rights.accept ? (
          <AcceptKeyForm publicKey={signer.publicKey} onAccepted={props.onAccepted} />
        ) : (
          <Notice kind="warning" title={t('transfer.askAdministrator')}>
            {t('transfer.compare')}
          </Notice>
        ))}
      {!changes && <Notice kind="info" title={t('transfer.nothingNew')} />}
      <div className="transfer-actions">{props.children}</div>
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
        {version.carried && <span className="transfer-carried">{t('transfer.carried')}</span>}
      </th>
      <td>{t(`templates.kinds.${version.kind}`)}</td>
      <td>{version.version}</td>
      <td>{version.latest ?? t('transfer.notHere')}</td>
      <td>
        <Tag tone={tones[version.standing]}>{t(`transfer.statuses.${version.standing}`)}</Tag>
      </td>
    </tr>
  )
}
