import { clauseOf } from '../model/citation.ts'
import type { Binding, BindingSet, GrantedExemptions } from '../layers/gather-binding.ts'
import { authorities } from '../model/authority.ts'
import { createIssue, type Issue } from '../model/issue.ts'
import type { IssueCode } from '../model/issue-catalogue.ts'
import type { Ruleset } from '../model/ruleset.ts'
import type { Text } from '../model/text.ts'
import { authorityTitles } from '../model/authority-titles.ts'
import { checkContracts } from './check-contracts.ts'
import { checkGoverning } from './check-governing.ts'
import { checkGuardScenarios } from './check-guard-scenarios.ts'
import { checkPersonalClasses } from './check-personal-classes.ts'
import { checkRedLines } from '../red-lines/check-red-lines.ts'

/**
 * What a ruleset sheds of what binds its county: a pack it does not rest on, what a pack it rests on forbids, whatever
 * the rulesets between say of it, and the red lines from above of a template it was moved away from. Pure.
 */
export function checkBinding(
  ruleset: Ruleset,
  { placed, packs, exemptions, left }: BindingSet,
  asOf?: string,
): readonly Issue[] {
  const { county, title } = ruleset.manifest
  const unplaced = placed
    ? []
    : [createIssue('COUNTY_UNPLACED', '/manifest/county', { county: county ?? title })]
  return [
    ...unplaced,
    ...packs.flatMap((binding) =>
      binding.standing === 'rested'
        ? checkAgainstPack(ruleset, binding.ruleset, { exemptions, asOf })
        : [shed(binding, shedCodes[binding.standing])],
    ),
    ...left.flatMap(({ id, version, ruleset: template }) =>
      template === undefined
        ? [createIssue('LEFT_TEMPLATE_UNKNOWN', '/manifest/basedOn', { id, version })]
        : checkRedLines(ruleset, template, 'inherited'),
    ),
  ]
}

const shedCodes = {
  otherVersion: 'BINDING_PACK_VERSION',
  missing: 'BINDING_PACK_MISSING',
  unknown: 'BINDING_PACK_UNKNOWN',
} as const satisfies Record<Exclude<Binding['standing'], 'rested'>, IssueCode>

function shed({ pack, node, version }: Binding, code: IssueCode): Issue {
  return createIssue(code, '/manifest/basedOn', {
    authority: authorityTitles[node.level],
    node: node.title,
    pack: pack.id,
    version: pack.version,
    basis: basisOf(pack),
    ...(version !== undefined && { actual: version }),
  })
}

/** More clauses than this are counted, not listed. */
const maxListed = 4

/** The clauses it rests on, in brackets, or nothing where none is named. */
function basisOf({ cites = [] }: Binding['pack']): Text {
  const clauses = cites.map(clauseOf)
  const [first, ...others] = clauses
  if (first === undefined) return { zh: '', en: '' }
  return clauses.length <= maxListed
    ? { zh: `（依据 ${clauses.join('、')}）`, en: ` (${clauses.join(', ')})` }
    : {
        zh: `（依据 ${first} 等 ${clauses.length} 条）`,
        en: ` (${first} and ${others.length} more)`,
      }
}

/** A pack that only means something laid over another is checked where it is laid. */
function checkAgainstPack(
  ruleset: Ruleset,
  pack: Ruleset | undefined,
  {
    exemptions,
    asOf,
  }: { readonly exemptions: readonly GrantedExemptions[]; readonly asOf: string | undefined },
): readonly Issue[] {
  if (pack === undefined) return []
  const found = [
    ...checkRedLines(ruleset, pack, 'inherited'),
    ...checkGoverning(ruleset, pack),
    ...checkPersonalClasses(ruleset, pack),
    ...checkContracts(ruleset, withKeysBelow(pack, ruleset), asOf, exemptions),
  ]
  // An overlay lends its items and documents alone: neither keys nor scenarios of its own are anybody's below.
  return pack.manifest.kind === 'overlay'
    ? found.filter(({ code }) => code !== 'AUTHORITY_KEY')
    : [...found, ...checkGuardScenarios(ruleset, pack)]
}

/**
 * The pack with the keys of authorities below it that were rightly added since: exemptions they sign from what the pack lets
 * them excuse from counts here too.
 */
function withKeysBelow(pack: Ruleset, ruleset: Ruleset): Ruleset {
  const { authority, authorityKeys = [] } = pack.manifest
  if (authority === undefined) return pack
  const added = (ruleset.manifest.authorityKeys ?? []).filter(
    (key) =>
      authorities.indexOf(key.authority) > authorities.indexOf(authority) &&
      !authorityKeys.some(({ id }) => id === key.id),
  )
  if (added.length === 0) return pack
  return { ...pack, manifest: { ...pack.manifest, authorityKeys: [...authorityKeys, ...added] } }
}
