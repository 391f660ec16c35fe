import { ReactFlowProvider } from '@xyflow/react'
import { Empty } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CanvasEditor } from './canvas-editor.tsx'

/** The pathways of the ruleset, one at a time, drawn to be edited. */
export function CanvasPage() {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const [search] = useSearchParams()
  const wanted = search.get('pathway') ?? search.get('at')?.split('/')[2]
  const pathway = ruleset.pathways.find(({ id }) => id === wanted) ?? ruleset.pathways[0]
  if (pathway === undefined)
    return (
      <main className="page">
        <h1 className="page-title">{t('editor.pages.pathways')}</h1>
        <Empty description={t('canvas.noPathway')} />
      </main>
    )
  return (
    <ReactFlowProvider key={pathway.id}>
      <CanvasEditor pathway={pathway} />
    </ReactFlowProvider>
  )
}
