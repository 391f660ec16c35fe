/** What can be wrong about moving running cases to another version. */
export const migrationErrors = {
  MIGRATION_TARGET: {
    status: 409,
    zh: '个案只能迁移到已对全部单位生效、没有撤回也没有停用的版本，{version} 不是。',
    en: 'Cases can only be moved to a version that has begun for all units and is neither withdrawn nor suspended; {version} is not such a one.',
  },
  MIGRATION_STATE: {
    status: 422,
    zh: '{version} 的“{pathway}”没有可以停留的状态“{state}”，请另选。',
    en: 'The pathway "{pathway}" of {version} has no state "{state}" to rest in. Please choose another.',
  },
  MIGRATION_UNDO_LATE: {
    status: 409,
    zh: '迁移完成已超过一天，不能再撤回。',
    en: 'The move ended more than a day ago and cannot be undone any more.',
  },
  MIGRATION_RUNNING: {
    status: 409,
    zh: '迁移还没有结束。请等它结束，或先取消，再撤回。',
    en: 'The move has not ended. Please wait for it, or cancel it first, before you undo it.',
  },
} as const
