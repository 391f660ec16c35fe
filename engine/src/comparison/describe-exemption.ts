import type { Change } from '../layers/diff-rulesets.ts'
import type { Exception } from '../model/exception.ts'
import { jsonEqual } from '../model/json.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Language } from '../model/text.ts'
import { placeOf } from './item-labels.ts'

/** The exceptions of a ruleset as one list, or one of them. */
const exceptionPath = /^\/manifest\/exceptions(?:\/([^/]+))?$/

interface Rulesets {
  readonly before: Ruleset
  readonly after: Ruleset
}

/**
 * A change of exceptions as a sentence: who was excused from what, by whom, on which document and until when.
 * `undefined` for any other change. Pure.
 */
export function describeExemption(
  rulesets: Rulesets,
  change: Change,
  language: Language,
): string | undefined {
  const found = exceptionPath.exec(change.path)
  if (found === null || change.kind === 'moved') return undefined
  // The first exception of all comes, and the last goes, as the whole list.
  const sides = [rulesets.before, rulesets.after].map(
    ({ manifest }) => new Map(manifest.exceptions?.map((each) => [each.id, each])),
  )
  const ids = found[1] === undefined ? sides.flatMap((side) => [...side.keys()]) : [found[1]]
  const phrases = [...new Set(ids)].flatMap((id) => {
    const [was, is] = sides.map((side) => side.get(id))
    return jsonEqual(was, is) ? [] : [phrase(rulesets, { was, is }, language)]
  })
  return phrases.length === 0 ? undefined : phrases.join(language === 'zh' ? '；' : '; ')
}

function phrase(
  { before, after }: Rulesets,
  { was, is }: { readonly was: Exception | undefined; readonly is: Exception | undefined },
  language: Language,
): string {
  const zh = language === 'zh'
  const now = is && wording(after, is, language)
  const then = was && wording(before, was, language)
  if (now === undefined) return zh ? `取消例外：原${then}` : `exception ended: ${then}`
  if (then === undefined) return zh ? `新增例外：${now}` : `exception added: ${now}`
  return zh ? `例外改动：${now}；原为${then}` : `exception changed: ${now}; before, ${then}`
}

/** 市卫生健康委准许“山前县”的参数“变异率上限”不按上级约束办理，至 2027-12-31 止（《批复》）. */
function wording(ruleset: Ruleset, exception: Exception, language: Language): string {
  const { grantedBy, document, until } = exception
  const title = ruleset.manifest.title[language]
  const item = itemOf(ruleset, exception, language)
  return language === 'zh'
    ? `${grantedBy.zh}准许“${title}”的${item}不按上级约束办理，至 ${until} 止（${document.zh}）`
    : `${grantedBy.en} excuses ${item} of "${title}" from the contract above until ${until} (${document.en})`
}

function itemOf(ruleset: Ruleset, { item }: Exception, language: Language): string {
  const { words } = placeOf(ruleset, item, language)
  return words === '' ? item : words
}
