import { useQuery } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { listTemplates } from '../../api/templates.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { AddOverlayForm } from './add-overlay-form.tsx'
import { PresentOverlay } from './present-overlay.tsx'
import type { DraftSaver } from '../draft/use-save-draft.ts'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './overlays-dialog.css'

/** The overlays of the open draft: those there, each to be taken off, and those to add. */
export function OverlaysDialog(props: {
  readonly saver: DraftSaver
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { manifest } = useRuleset()
  const templates = useQuery({ queryKey: ['templates'], queryFn: listTemplates })
  const present = manifest.overlays ?? []
  const known = templates.data?.items.filter(({ kind }) => kind === 'overlay')
  const others = known?.filter(({ id }) => present.every((each) => each.id !== id)) ?? []
  return (
    <Modal
      open
      width={680}
      title={t('overlays.title')}
      onCancel={props.onClose}
      footer={<Button onClick={props.onClose}>{t('overlays.close')}</Button>}
    >
      <p className="quiet">{t('overlays.hint')}</p>
      <p>
        <Link to="rebase" onClick={props.onClose}>
          {t('rebase.open')}
        </Link>
      </p>
      <FailureNotice error={templates.error} />
      {templates.isPending && <Waiting />}
      {known !== undefined && (
        <>
          <h3>{t('overlays.present')}</h3>
          {present.length === 0 && <p>{t('overlays.none')}</p>}
          <ul className="overlay-list">
            {present.map(({ id, version }) => (
              <PresentOverlay
                key={id}
                overlay={id}
                title={text(known.find((each) => each.id === id)?.title, id)}
                version={version}
                saver={props.saver}
              />
            ))}
          </ul>
          <h3>{t('overlays.add')}</h3>
          {others.length === 0 ? (
            <p>{t('overlays.noneToAdd')}</p>
          ) : (
            // What was filled in for one overlay is nothing to the next list of them.
            <AddOverlayForm key={present.length} overlays={others} saver={props.saver} />
          )}
        </>
      )}
    </Modal>
  )
}
