import type { CatalogueEntry } from './catalogue-entry.ts'

/** What sheds what binds from above, and what is wrong with a tree of jurisdictions: a part of the catalogue of issues. */
export const jurisdictionIssueCatalogue = {
  BINDING_PACK_MISSING: {
    severity: 'error',
    zh: '{authority}“{node}”规定“{pack}”（{version}）约束其下各县区{basis}，本规则集却没有以它为依据。请把草稿改到以它为依据的模板上；它若是叠加规则，请叠加上去。',
    en: 'The {authority} "{node}" binds "{pack}" ({version}) on every county below it{basis}, and this ruleset does not rest on it. Please move the draft to a template that does or, where it is an overlay, lay it over.',
  },
  BINDING_PACK_VERSION: {
    severity: 'error',
    zh: '{authority}“{node}”规定“{pack}”（{version}）约束其下各县区{basis}，本规则集所依据的却是它的版本 {actual}。请取用上级更新，或把草稿改到合乎要求的模板上。',
    en: 'The {authority} "{node}" binds "{pack}" ({version}) on every county below it{basis}, and this ruleset rests on its version {actual}. Please pull the newer version, or move the draft to a template that fits.',
  },
  BINDING_PACK_UNKNOWN: {
    severity: 'error',
    zh: '{authority}“{node}”规定“{pack}”（{version}）约束其下各县区{basis}，但这里没有这样的版本，无从判断本规则集是否遵守。请管理员发布或导入它，或更正辖区的规定。',
    en: 'The {authority} "{node}" binds "{pack}" ({version}) on every county below it{basis}, but there is no such version here, so whether this ruleset keeps it cannot be told. Please have an administrator publish or import it, or correct what the jurisdiction names.',
  },
  LEFT_TEMPLATE_UNKNOWN: {
    severity: 'error',
    zh: '本规则集此前以“{id}”（{version}）为依据，其中上级设定的红线仍然有效，但这里找不到这个版本，无从判断是否遵守。请管理员发布或导入它。',
    en: 'This ruleset rested on "{id}" ({version}) before, and the red lines set from above in it go on binding, but that version is not to be found here, so whether they are kept cannot be told. Please have an administrator publish or import it.',
  },
  COUNTY_UNPLACED: {
    severity: 'warning',
    zh: '“{county}”尚未列入任何省、市，只能按国家的规定和其现行版本所依据的规则检查。请管理员登记它所属的辖区。',
    en: '"{county}" has not been placed under any province or city yet, so it is held only to what the nation sets and to what its present version rests on. Please have an administrator say which jurisdiction it belongs to.',
  },
  GUARD_SCENARIO_REMOVED: {
    severity: 'error',
    zh: '情景“{title}”守护上级的红线 {redLine}，不得删除或改动。',
    en: 'The scenario "{title}" guards red line {redLine}, set from above. It may not be removed or changed.',
  },
  GUARD_SCENARIO_FAILED: {
    severity: 'error',
    zh: '情景“{title}”守护红线 {redLine}，未通过：{detail}。',
    en: 'The scenario "{title}" guards red line {redLine} and fails: {detail}.',
  },
  PERSONAL_CLASS_LOWERED: {
    severity: 'error',
    zh: '上级把事实“{title}”定为“{was}”，这里改成了“{is}”，看得到它的人会比上级规定的多。请恢复上级的类别，或定得更严；确实定得过严的，请上级更改。',
    en: 'A parent ruleset sets the fact "{title}" as {was}, and here it is {is}: more people would see it than the parent lets see. Please restore the parent\'s class or set a stricter one. Where it is too strict, please have the parent changed.',
  },
  JURISDICTION_LEVEL: {
    severity: 'error',
    zh: '{level}“{title}”不能归属{parentLevel}“{parent}”：上级须高于本级，国家之上没有上级。',
    en: 'The {level} "{title}" cannot belong to the {parentLevel} "{parent}": what it belongs to has to stand above it, and nothing stands above the nation.',
  },
  JURISDICTION_LEVEL_KEPT: {
    severity: 'error',
    zh: '“{title}”的层级建立后不能改动。层级有误的，请另建辖区。',
    en: 'The level of "{title}" cannot be changed once it is made. Where it is wrong, please make another jurisdiction.',
  },
} as const satisfies Record<string, CatalogueEntry>
