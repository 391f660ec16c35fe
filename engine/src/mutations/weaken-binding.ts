import type { Ruleset } from '../model/ruleset.ts'
import type { Proposal } from './mutation.ts'

/** A ruleset that authorities above its county bind no longer rests on what they bind, or says it rests on something else. Pure. */
export function weakenBinding({ manifest }: Ruleset): readonly Proposal[] {
  const { basedOn } = manifest
  if (basedOn === undefined) return []
  return [
    {
      kind: 'basedOnDropped',
      path: '/manifest/basedOn',
      description: { zh: '不再依据任何规则', en: 'it rests on nothing any more' },
      edit: (draft) => {
        delete draft.manifest.basedOn
        delete draft.manifest.overlays
      },
    },
    {
      kind: 'basedOnChanged',
      path: '/manifest/basedOn',
      description: {
        zh: '改为依据一个不存在的规则',
        en: 'it rests on a ruleset that is not there',
      },
      edit: (draft) => {
        draft.manifest.basedOn = { ...basedOn, id: 'triedOutTemplate' }
        delete draft.manifest.overlays
      },
    },
  ]
}
