/** What can be wrong about maps between editions of a code system. */
export const codeMapErrors = {
  CODE_MAP_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的编码对照，或不在您的权限之内。',
    en: 'There is no code map "{id}", or it is outside your grants.',
  },
  CODE_MAP_COUNTY: {
    status: 403,
    zh: '编码对照关系到整个县，您没有在“{county}”全县办理此事的权限。',
    en: 'A code map concerns a county as a whole, and you have no right to do this for "{county}".',
  },
  CODE_MAP_SAME: {
    status: 422,
    zh: '原编码和目标编码是同一个系统的同一个版本，没有可以对照的。请核对两边的系统和版本。',
    en: 'Source and target are the same system in the same version, so there is nothing to map. Please check the systems and versions.',
  },
  CODE_MAP_OWN: {
    status: 403,
    zh: '这份对照是您导入的，须由另一位有发布权限的人核对后启用。',
    en: 'You brought this map in: another person who may publish has to check it and put it in use.',
  },
  CODE_MAP_STATUS: {
    status: 409,
    zh: '这份对照现在不能这样办理：停用的不能再启用（请重新导入），启用的不用再启用。请刷新后再看。',
    en: 'This cannot be done with the map as it is: one that ended is not put in use again (bring it in anew), nor is one that is in use. Please look again.',
  },
  CODE_MAP_CROSSED: {
    status: 409,
    zh: '与启用中的对照“{title}”首尾相接：规则只用一种编码书写，一种编码不能既是原编码又是目标编码。请先停用那一份，或核对两边的系统和版本。',
    en: 'The map "{title}" in use ends where this one begins, or the other way round. Rules are written in one edition, which cannot be source and target at once. Please end that one first, or check the systems and versions.',
  },
  CODE_UNREAD: {
    status: 422,
    zh: '“{fact}”没有读懂：{detail}。个案里现有的是“{known}”，不能当作没有变，所以没有办理。请改送规则所用版本的编码，或不送这一项。',
    en: '"{fact}" could not be read: {detail}. The case knows "{known}", which may not stand for it, so nothing was done. Please send the code in the edition of the rules, or leave the fact out.',
  },
  CODE_MAP_REASON: {
    status: 422,
    zh: '请写明为什么停用这份对照。',
    en: 'Please say why the map is ended.',
  },
} as const
