/** What can be wrong about a change of a unit. */
export const unitChangeErrors = {
  UNIT_CHANGE_UNKNOWN: {
    status: 404,
    zh: '单位名录里没有“{unit}”。请从名录中选一个单位。',
    en: 'The list of units has no "{unit}". Please choose one of the list.',
  },
  UNIT_CHANGE_SUCCESSOR: {
    status: 422,
    zh: '“{unit}”不能由“{successor}”接手：接手的须是名录中另一个仍在的单位。',
    en: '"{successor}" cannot take over from "{unit}": it has to be another unit of the list that is still there.',
  },
  UNIT_CHANGE_ENDED: {
    status: 409,
    zh: '“{unit}”已于 {on} 不再存在，由“{successor}”接手，不能再作别的变动。',
    en: '"{unit}" is there no more since {on}, and "{successor}" took over. It cannot be changed otherwise any more.',
  },
  UNIT_CHANGE_EARLY: {
    status: 409,
    zh: '变动从 {on} 起生效，今天是 {today}。请在当天或以后办理。',
    en: 'The change is of {on}, and today is {today}. Please have it made on that day or later.',
  },
} as const
