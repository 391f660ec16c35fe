import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import type { Provenance } from './provenance.ts'
import { layerOf } from './layer-of.ts'
import { useDocument } from './use-document.ts'

/** Which ruleset an item comes from, and whether it overrides the parent's. */
export function OriginTag(props: { readonly provenance: Provenance; readonly path: string }) {
  const { t } = useTranslation()
  const title = useLayerTitle()(props.path)
  const { provenance } = props
  if (title === undefined) return null
  if (provenance === 'inherited') return <Tag>{t('editing.inherited', { title })}</Tag>
  return provenance === 'overrides' ? (
    <Tag tone="amber">{t('editing.overrides')}</Tag>
  ) : (
    <Tag tone="blue">{t('editing.own')}</Tag>
  )
}

/** The title of the layer below that an item comes from; nothing where the ruleset rests on no other. */
export function useLayerTitle(): (path: string) => string | undefined {
  const text = useText()
  const parent = useDocument((state) => state.parent)
  const origin = useDocument((state) => state.origin)
  const layers = useDocument((state) => state.layers)
  const own = useDocument((state) => state.present.manifest.id)
  return (path) => {
    if (parent === undefined) return undefined
    const layer = layerOf(origin, path)
    // A local change, to it or inside it, hides the layer it came from.
    if (layer === undefined || layer === own) return text(parent.manifest.title)
    return text(layers[layer], layer)
  }
}
