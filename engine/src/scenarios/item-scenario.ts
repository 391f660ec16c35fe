import { ownerOf } from '../comparison/describe-change.ts'
import { formatFieldValue, nounOfField } from '../comparison/field-labels.ts'
import { titleOf } from '../comparison/item-labels.ts'
import { parameterAsOf } from '../decisions/parameter-value.ts'
import { itemAt } from '../model/item-at.ts'
import { isJsonObject, type Json } from '../model/json.ts'
import type { Parameter } from '../model/parameter.ts'
import { compareMembers, within } from './compare-members.ts'
import { missingItem } from './missing-item.ts'
import type { ScenarioKind, ScenarioOf } from './scenario-kind.ts'

/** That an item stands in the ruleset and says so. */
export const itemScenario: ScenarioKind<ScenarioOf<'item'>> = {
  title: { zh: '条款', en: 'clause' },
  existence: true,
  run: ({ ruleset }, { item: path, asOf, expect }, touched) => {
    touched.add(path)
    const item = itemAt(ruleset, path)
    if (!isJsonObject(item)) return [missingItem({ zh: '条目', en: 'item' })]
    const dated =
      asOf === undefined
        ? {}
        : { value: parameterAsOf(item as unknown as Parameter, asOf)?.value ?? null }
    const owner = ownerOf(path.split('/'))
    const title = titleOf(item, '')
    const place = title.zh === '' ? { zh: '', en: '' } : placed(title)
    return within(
      place,
      compareMembers(expect, {
        at: ['expect'],
        actual: { ...item, ...dated },
        member: (name) => ({
          title: nounOfField(name, owner.parameter),
          format: (value, language) =>
            formatFieldValue(name, value as Json, { ruleset, ...owner, language }) ??
            { zh: '内容较多，见编辑页', en: 'much content; see the editor' }[language],
        }),
      }),
    )
  },
}

function placed({ zh, en }: { readonly zh: string; readonly en: string }) {
  return { zh: `“${zh}”的`, en: `"${en}": ` }
}
