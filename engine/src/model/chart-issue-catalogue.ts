import type { CatalogueEntry } from './catalogue-entry.ts'

/** What is wrong with a chart itself: a part of the catalogue of issues. */
export const chartIssueCatalogue = {
  SUBJECT_ROLE: {
    severity: 'error',
    zh: '“{title}”标明的含义不能用在{subject}里。请改选合适的含义，或改正流程的类别。',
    en: 'What "{title}" is marked to mean has no place in {subject}. Please choose another meaning, or say otherwise whose cases it holds.',
  },
  PARTY_OFFICE: {
    severity: 'error',
    zh: '医共体程序的参与方“{party}”没有对应的部门，发起时不知道由哪个单位办理。请为它选定一个医共体的部门。',
    en: 'The party "{party}" of a procedure of the community is filled by no office of the community: nobody would know which unit acts. Please choose one.',
  },
  GOVERNING_CHART: {
    severity: 'error',
    zh: '程序“{title}”规定了须经它才能生效的内容，自身却{missing}，照此没有一份草稿能够办完。请补上，或去掉“管辖的内容”。',
    en: 'The procedure "{title}" governs what takes effect, but {missing}: no draft could ever go through it. Please add that, or leave out what it governs.',
  },
  GOVERNS_NARROWED: {
    severity: 'error',
    zh: '上级规定的生效程序“{title}”只能增加、不能减少：{detail}。请恢复。',
    en: 'More may be asked by the procedure "{title}", set from above, and never less: {detail}. Please put it back.',
  },
  STATE_TARGET: {
    severity: 'error',
    zh: '转移的目标状态“{target}”不存在。',
    en: 'The target state "{target}" does not exist.',
  },
  STATE_INITIAL: {
    severity: 'error',
    zh: '初始状态“{initial}”不存在或未写明。',
    en: 'The initial state "{initial}" does not exist or is not stated.',
  },
  STATE_UNREACHABLE: {
    severity: 'error',
    zh: '状态“{title}”无法到达：没有任何转移通向它。',
    en: 'The state "{title}" cannot be reached: no transition leads to it.',
  },
  STATE_DEAD_END: {
    severity: 'error',
    zh: '状态“{title}”是死胡同：进入后无法到达任何结束状态，患者会被搁置。',
    en: 'The state "{title}" is a dead end: no final state can be reached from it, and a patient would be left waiting.',
  },
  STATE_LOOP: {
    severity: 'error',
    zh: '自动转移形成循环：{cycle}，流程不会停下。',
    en: 'Automatic transitions form a loop: {cycle}. The pathway would never come to rest.',
  },
  FINAL_WITH_EXITS: {
    severity: 'error',
    zh: '结束状态“{title}”不应再有转移或子状态。',
    en: 'The final state "{title}" must not have transitions or inner states.',
  },
} as const satisfies Record<string, CatalogueEntry>
