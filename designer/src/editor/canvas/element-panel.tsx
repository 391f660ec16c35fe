import { useTranslation } from 'react-i18next'
import { stateAt } from '../../document/state/state-path.ts'
import { findTransition } from '../../document/state/transition-list.ts'
import type { ElementPanelProps } from './element-panel-props.ts'
import { PathwayPanel } from './pathway-panel.tsx'
import { StatePanel } from './state-panel.tsx'
import { TransitionPanel } from './transition-panel.tsx'

/** The panel beside the canvas: what is selected, or the pathway as a whole. */
export function ElementPanel(props: ElementPanelProps) {
  const { t } = useTranslation()
  const { pathway, selection } = props
  const [path] = selection.states
  const [id] = selection.transitions
  const several = selection.states.length + selection.transitions.length > 1
  const state = path === undefined ? undefined : stateAt(pathway, path)
  const entry = id === undefined ? undefined : findTransition(pathway, id)
  return (
    <aside className="element-panel" aria-label={t('canvas.panel')}>
      {several ? (
        <p className="quiet element-panel-several">
          {t('canvas.several', {
            count: selection.states.length + selection.transitions.length,
          })}
        </p>
      ) : state !== undefined && path !== undefined ? (
        <StatePanel key={path} {...props} path={path} state={state} />
      ) : entry !== undefined ? (
        <TransitionPanel key={entry.id} {...props} entry={entry} />
      ) : (
        <PathwayPanel {...props} />
      )}
    </aside>
  )
}
