import type { Text } from '../model/text.ts'
import { bearsTag } from './bears-tag.ts'
import { redLineIssue } from './red-line-context.ts'
import type { CheckOf, RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'groupExcludes'>['check'] = (context, check) => {
  const tagged = new Map(
    context.ruleset.indicators
      .filter((indicator) => bearsTag(context, indicator, check.tag))
      .map((indicator) => [indicator.id, indicator]),
  )
  return context.ruleset.assessmentGroups
    .filter((group) => group.kind === check.group)
    .flatMap((group) =>
      group.indicators
        .filter((id) => tagged.has(id))
        .map((id) =>
          redLineIssue(context, 'RED_LINE_GROUP', `/assessmentGroups/${group.id}`, {
            title: tagged.get(id)?.title ?? id,
            group: group.title,
          }),
        ),
    )
}

/** `groupExcludes`: no group of the kind holds an indicator with the tag. */
export const groupExcludes: RedLineKind<'groupExcludes'> = {
  check,
  keeps: () => false,
  milder: () => [],
  describe: ({ group, tag }, { text }) => {
    const named = text(groupNames[group])
    return {
      zh: `${named}不得包含“${tag}”类指标`,
      en: `${named} may hold no indicator tagged "${tag}"`,
    }
  },
}

const groupNames: Readonly<Record<CheckOf<'groupExcludes'>['group'], Text>> = {
  publicBenefit: { zh: '公益性指标', en: 'Public-benefit indicators' },
  operating: { zh: '运行指标', en: 'Operating indicators' },
  scored: { zh: '计分指标', en: 'Scored indicators' },
  gate: { zh: '一票否决指标', en: 'Gate indicators' },
  monitoring: { zh: '监测指标', en: 'Monitoring indicators' },
}
