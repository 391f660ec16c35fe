import type { Ruleset } from '../model/ruleset.ts'
import { contractedItems } from '../checks/check-contracts.ts'
import type { Proposal } from './mutation.ts'

/** An exemption nobody signed, or signed by a key nobody knows. Pure. */
export function weakenByExceptions(ruleset: Ruleset): readonly Proposal[] {
  return contractedItems(ruleset)
    .filter(({ contract }) => contract.mode !== 'free')
    .map(({ path, contract }) => ({
      kind: 'exceptionForged',
      path,
      description: { zh: `${path} 附上伪造的例外`, en: `${path} comes with a forged exception` },
      edit: (draft) => {
        draft.manifest.exceptions = [
          ...(draft.manifest.exceptions ?? []),
          {
            id: 'forged',
            item: path,
            authority: contract.authority ?? 'province',
            grantedBy: { zh: '某机关', en: 'some office' },
            document: { zh: '无文号', en: 'no number' },
            reason: { zh: '本地需要', en: 'needed here' },
            until: '2035-12-31',
            signature: 'ab'.repeat(64),
          },
        ]
      },
    }))
}
