/** The errors of suspending a version and ending that again: a part of the catalogue of errors. */
export const suspensionErrors = {
  SUSPEND_NOT_COUNTY: {
    status: 409,
    zh: '“{ruleset}”是供各县引用的规则，本身不处理个案，没有版本可停用。请停用县区规则集中引用了它的版本，或撤回这里的版本。',
    en: '"{ruleset}" is there for counties to rest on and runs no cases itself, so it has no version to suspend. Please suspend the version of the county that rests on it, or withdraw the version here.',
  },
  SUSPEND_NOTHING_BEFORE: {
    status: 409,
    zh: '停用版本 {version} 后，“{ruleset}”今天就没有可以适用的版本，转诊无从判断，新的个案无法办理，可能耽误病人，因此没有停用。请改为发布更正后的新版本，当天即可生效。',
    en: 'With version {version} suspended no version of "{ruleset}" would be left to apply today: referrals could not be decided nor cases begun, and patients might be kept waiting. So it was not suspended. Please publish a corrected version instead; it may be in force today.',
  },
  VERSION_SUSPENDED: {
    status: 409,
    zh: '版本 {version} 已经停用，停用原因：{reason}。请改用现行版本；如要恢复适用，请提出恢复，由另一人确认。',
    en: 'Version {version} is suspended. The reason given: {reason} Please use the version in force. For it to apply again, please propose to restore it; another person confirms that.',
  },
  VERSION_NOT_SUSPENDED: {
    status: 409,
    zh: '版本 {version} 没有停用，不需要恢复，也不能回退。请重新读取版本列表。',
    en: 'Version {version} is not suspended: there is nothing to restore or to roll back. Please read the list of versions again.',
  },
  VERSION_ROLLED_BACK: {
    status: 409,
    zh: '版本 {version} 已经回退，不再适用，不能再改变。回退原因：{reason}。如仍需要其中的规则，请发布新版本。',
    en: 'Version {version} is rolled back for good and cannot be changed any more. The reason given: {reason} If its rules are needed, please publish a new version.',
  },
  PROPOSAL_OPEN: {
    status: 409,
    zh: '{by}已就版本 {version} 作出提议，正等另一人确认，没有再次提出。请先确认、否决或撤回那条提议。',
    en: '{by} has made a proposal about version {version} that waits for a second person, so yours was not taken. Please confirm, turn down or withdraw that one first.',
  },
  PROPOSAL_OWN: {
    status: 403,
    zh: '关于版本 {version} 的提议是您本人作出的，须由另一位有发布权限的人确认，没有改变任何版本。',
    en: 'You made the proposal about version {version} yourself. Somebody else with the right to publish has to confirm it. No version was changed.',
  },
  PROPOSAL_UNKNOWN: {
    status: 404,
    zh: '版本 {version} 没有这条待确认的提议，可能已由他人确认或撤回。请重新读取版本列表。',
    en: 'Version {version} has no such proposal waiting; somebody may have confirmed or withdrawn it. Please read the list of versions again.',
  },
  PROPOSAL_RACED: {
    status: 409,
    zh: '他人刚刚改动了版本 {version} 或接替它的版本，本次没有改变任何版本。请重新读取版本列表后再试。',
    en: 'Somebody else has just changed version {version}, or the one that takes its place. Nothing was changed by you. Please read the list of versions again and retry.',
  },
} as const
