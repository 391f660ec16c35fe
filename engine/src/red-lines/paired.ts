import { bearsTag } from './bears-tag.ts'
import { covers } from './covers.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'paired'>['check'] = (context, check) => {
  const { indicators } = context.ruleset
  const alone = indicators.find((indicator) => bearsTag(context, indicator, check.tag))
  const beside = indicators.some((indicator) =>
    check.with.some((tag) => indicator.tags?.includes(tag) === true),
  )
  return alone === undefined || beside
    ? []
    : [
        redLineIssue(context, 'RED_LINE_ALONE', `/indicators/${alone.id}`, {
          title: alone.title,
          tags: check.with.join(', '),
        }),
      ]
}

/** `paired`: an indicator with the tag never stands alone in a scheme. */
export const paired: RedLineKind<'paired'> = {
  check,
  keeps: (ours, theirs) => ours.tag === theirs.tag && covers(theirs.with, ours.with),
  milder: (line) => [{ ...line, with: [...line.with, line.tag] }],
  describe: ({ tag, with: others }, { list }) => ({
    zh: `有“${tag}”类指标时，必须同时有“${list(others)}”之一`,
    en: `An indicator tagged "${tag}" must stand beside one tagged "${list(others)}"`,
  }),
}
