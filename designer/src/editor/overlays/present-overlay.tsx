import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { removeOverlay } from '../../api/rulesets.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { useOverlayChange } from './use-overlay-change.ts'
import type { DraftSaver } from '../draft/use-save-draft.ts'

/** An overlay of the draft, and a button to remove it, with a confirmation where something of it was changed here. */
export function PresentOverlay(props: {
  readonly overlay: string
  readonly title: string
  readonly version: string
  readonly saver: DraftSaver
}) {
  const { t } = useTranslation()
  const text = useText()
  const { overlay, title, version } = props
  const removing = useOverlayChange<{ overlay: string; despiteChanges: boolean }>(
    props.saver,
    removeOverlay,
    t('overlays.removed', { title }),
  )
  const { error } = removing
  const changes = error instanceof ApiError ? error.problem.changes : undefined
  return (
    <li>
      <span>
        {title} <span className="quiet">{version}</span>
      </span>
      <Button
        danger={changes !== undefined}
        aria-label={t(changes === undefined ? 'overlays.removeNamed' : 'overlays.removeDespite', {
          title,
        })}
        loading={removing.isPending}
        onClick={() => removing.mutate({ overlay, despiteChanges: changes !== undefined })}
      >
        {t(changes === undefined ? 'overlays.remove' : 'overlays.removeDespite')}
      </Button>
      {changes !== undefined && (
        <Notice kind="warning" title={t('overlays.changes', { count: changes.length })}>
          <ul>
            {changes.map(({ path, sentence }) => (
              <li key={path}>{text(sentence)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {error !== null && changes === undefined && <FailureNotice error={error} />}
    </li>
  )
}
