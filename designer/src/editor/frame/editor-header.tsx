import {
  BlockOutlined,
  RedoOutlined,
  SaveOutlined,
  SendOutlined,
  UndoOutlined,
} from '@ant-design/icons'
import type { RulesetSummary } from '@jieli/server/contracts'
import { Button, Tooltip } from 'antd'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useDocument, useDocumentStore } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useProblems } from '../problems/use-problems.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** What is being edited, whether it is saved, and what can be done with it as a whole. */
export function EditorHeader(props: {
  readonly summary: RulesetSummary
  /** False for people who may look and try, but not change the draft. */
  readonly canSave: boolean
  readonly canPublish: boolean
  readonly saving: boolean
  readonly onSave: () => void
  readonly onPublish: () => void
  readonly onOverlays: () => void
  readonly onProblems: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const store = useDocumentStore()
  const manifest = useDocument((state) => state.present.manifest)
  const saved = useDocument((state) => state.saved)
  const { issues } = useProblems()
  const errors = issues.filter((issue) => issue.severity === 'error').length
  const done = useDocument((state) => state.history.done[0])
  const undone = useDocument((state) => state.history.undone[0])
  const undoName =
    done === undefined ? t('editor.nothingToUndo') : t('editor.undoNamed', { name: t(done.name) })
  const redoName =
    undone === undefined
      ? t('editor.nothingToRedo')
      : t('editor.redoNamed', { name: t(undone.name) })
  return (
    <div className="editor-header" role="region" aria-label={t('editor.header')}>
      <div className="editor-title">
        <strong>{text(manifest.title)}</strong>
        <span className="quiet">{basis(props.summary, t)}</span>
      </div>
      {props.canSave ? (
        <Tooltip title={t('editor.otherPublishes')}>
          <span>
            <Tag tone={saved ? 'green' : 'amber'}>
              {t(saved ? 'editor.saved' : 'editor.unsaved')}
            </Tag>
          </span>
        </Tooltip>
      ) : (
        <Tag>{t('editor.readOnly')}</Tag>
      )}
      <button type="button" className="problem-count" onClick={props.onProblems}>
        <Tag tone={errors > 0 ? 'red' : 'neutral'}>
          {t('problems.count', { count: issues.length })}
        </Tag>
      </button>
      <span className="spacer" />
      <Tooltip title={undoName}>
        <Button
          type="text"
          icon={<UndoOutlined aria-hidden />}
          aria-label={t('editor.undo')}
          disabled={done === undefined}
          onClick={() => store.undo()}
        />
      </Tooltip>
      <Tooltip title={redoName}>
        <Button
          type="text"
          icon={<RedoOutlined aria-hidden />}
          aria-label={t('editor.redo')}
          disabled={undone === undefined}
          onClick={() => store.redo()}
        />
      </Tooltip>
      {props.canSave && (
        <>
          <Tooltip title={t('editor.saveHint')}>
            <Button
              icon={<SaveOutlined aria-hidden />}
              loading={props.saving}
              disabled={saved}
              onClick={props.onSave}
            >
              {t('editor.save')}
            </Button>
          </Tooltip>
          {manifest.kind !== 'overlay' && (
            <Button icon={<BlockOutlined aria-hidden />} onClick={props.onOverlays}>
              {t('overlays.open', { count: manifest.overlays?.length ?? 0 })}
            </Button>
          )}
        </>
      )}
      {props.canPublish && (
        <Button type="primary" icon={<SendOutlined aria-hidden />} onClick={props.onPublish}>
          {t('editor.publish')}
        </Button>
      )}
    </div>
  )
}

/** Which version the draft goes on from, in one line. */
function basis(summary: RulesetSummary, t: TFunction): string {
  const latest = summary.versions[0]?.version
  const own =
    latest === undefined
      ? t('editor.neverPublished')
      : t('editor.basedOnVersion', { version: latest })
  const parent = summary.basedOn
  return parent === undefined
    ? own
    : `${own} · ${t('editor.adapts', { id: parent.id, version: parent.version })}`
}
