import { assessmentIssueCatalogue } from './assessment-issue-catalogue.ts'
import { chartIssueCatalogue } from './chart-issue-catalogue.ts'
import { codeIssueCatalogue } from './code-issue-catalogue.ts'
import { dutyIssueCatalogue } from './duty-issue-catalogue.ts'
import { formulaIssueCatalogue } from './formula-issue-catalogue.ts'
import { jurisdictionIssueCatalogue } from './jurisdiction-issue-catalogue.ts'
import { moneyIssueCatalogue } from './money-issue-catalogue.ts'
import { redLineIssueCatalogue } from './red-line-issue-catalogue.ts'
import { tableIssueCatalogue } from './table-issue-catalogue.ts'
import type { CatalogueEntry } from './catalogue-entry.ts'
import { unusualIssueCatalogue } from './unusual-issue-catalogue.ts'

/**
 * Every problem the engine can report, by its stable code. `{name}` stands for a value given with the issue.
 * `docs/errors.md` is kept equal to this list by a test.
 */
export const issueCatalogue = {
  SCHEMA_INVALID: {
    severity: 'error',
    zh: '这里的写法不符合格式：{detail}。',
    en: 'This does not have the expected form: {detail}.',
  },
  KEY_FORBIDDEN: {
    severity: 'error',
    zh: '不允许使用“{key}”作为名称，请改名。',
    en: 'The name "{key}" is not allowed here. Please use another.',
  },
  TEXT_BROKEN: {
    severity: 'error',
    zh: '文字中有损坏的字符（只有半个，多半是截断造成的），请删去后重新输入。',
    en: 'The text holds half a character, probably because it was cut in two. Please delete it and enter it again.',
  },
  NUMBER_BEYOND: {
    severity: 'error',
    zh: '数值超出能够表示的范围，请核对。',
    en: 'The number is beyond what can be held. Please check it.',
  },
  TOO_DEEP: {
    severity: 'error',
    zh: '内容嵌套超过 {limit} 层，请简化。',
    en: 'The content is nested more than {limit} levels deep. Please simplify it.',
  },
  FACT_UNKNOWN: {
    severity: 'error',
    zh: '没有名为“{fact}”的事实。{suggestion}',
    en: 'There is no fact named "{fact}". {suggestion}',
  },
  FACT_TYPE: {
    severity: 'error',
    zh: '“{title}”（{fact}）应当是{expected}，收到的是{actual}。{hint}',
    en: '"{title}" ({fact}) must be {expected}, but {actual} was given. {hint}',
  },
  FACT_OUT_OF_RANGE: {
    severity: 'error',
    zh: '“{title}”（{fact}）的值 {actual} 超出允许范围 {range}。',
    en: '"{title}" ({fact}) is {actual}, outside the allowed range {range}.',
  },
  FACT_NOT_LISTED: {
    severity: 'error',
    zh: '“{title}”（{fact}）的值“{actual}”不在允许的取值中：{allowed}。',
    en: '"{title}" ({fact}) is "{actual}", which is not one of the allowed values: {allowed}.',
  },
  REMEDY_OF_EMERGENCY: {
    severity: 'error',
    zh: '“{fact}”用来申报急危重症，不得写有补救办法：系统任何时候都不得建议申报急危重症。',
    en: '"{fact}" declares an emergency and may have no remedy: nothing may ever advise to declare one.',
  },
  ID_DUPLICATE: {
    severity: 'error',
    zh: '编号“{id}”重复出现，每个编号只能用一次。',
    en: 'The id "{id}" appears more than once. Each id may be used only once.',
  },
  REFERENCE_UNKNOWN: {
    severity: 'error',
    zh: '这里引用的{kind}“{id}”并不存在。{suggestion}',
    en: 'This refers to the {kind} "{id}", which does not exist. {suggestion}',
  },
  REFERENCE_CYCLE: {
    severity: 'error',
    zh: '引用形成循环：{cycle}。请断开其中一处。',
    en: 'The references form a circle: {cycle}. Please break it at one place.',
  },
  CONDITION_TOO_LARGE: {
    severity: 'error',
    zh: '条件展开后超过 {limit} 项，无法判定，请简化。',
    en: 'Written out in full, the conditions have more than {limit} parts and cannot be decided. Please simplify them.',
  },
  OPERATOR_TYPE: {
    severity: 'error',
    zh: '类型为{type}的“{fact}”不能使用运算“{operator}”。可用：{allowed}。',
    en: '"{fact}" is of type {type}, for which the operator "{operator}" cannot be used. Allowed: {allowed}.',
  },
  OPERAND_TYPE: {
    severity: 'error',
    zh: '与“{fact}”（{type}）比较的值类型不符：{detail}。',
    en: 'The value compared with "{fact}" ({type}) has the wrong type: {detail}.',
  },
  VALUE_TYPE: {
    severity: 'error',
    zh: '值与类型（{type}）不符：{detail}。',
    en: 'The value does not fit its type ({type}): {detail}.',
  },
  VALUE_OUT_OF_BOUNDS: {
    severity: 'error',
    zh: '“{title}”的值 {actual} 超出允许范围 {range}。',
    en: '"{title}" is {actual}, outside its bounds {range}.',
  },
  LIST_LENGTH: {
    severity: 'error',
    zh: '“{title}”列了 {actual} 项，而“{counter}”是 {expected} 项，请补全或核对。',
    en: '"{title}" lists {actual}, but "{counter}" is {expected}. Please complete the list or check it.',
  },
  VALUE_DATE_DUPLICATE: {
    severity: 'error',
    zh: '“{title}”有两个值都从 {date} 起生效，请只保留一个。',
    en: '"{title}" has two values that begin on {date}. Please keep one.',
  },
  TARGET_SANK: {
    severity: 'error',
    zh: '“{title}”自 {from} 起的目标 {actual} 比 {earlier} 起的 {before} 宽松，而“{name}”的目标只能持平或从严。请改正。',
    en: '"{title}": the target {actual} from {from} is slacker than {before} from {earlier}, but the target of "{name}" may only stay or become stricter. Please put it right.',
  },
  TARGET_SLACKENS: {
    severity: 'warning',
    zh: '“{title}”自 {from} 起的目标 {actual} 比 {earlier} 起的 {before} 宽松，请核对先后。',
    en: '"{title}": the target {actual} from {from} is slacker than {before} from {earlier}. Please check the order.',
  },
  ...assessmentIssueCatalogue,
  ...unusualIssueCatalogue,
  PARAMETER_REQUIRED: {
    severity: 'error',
    zh: '方案未给出“{title}”（{parameter}），须由县区补充后才能发布（依据 {cites}）。',
    en: 'The plan leaves "{title}" ({parameter}) open. The county must supply it before publishing (asked for by {cites}).',
  },
  PARAMETER_NOT_YET: {
    severity: 'error',
    zh: '“{title}”（{parameter}）自 {from} 起才有值，在此之前用到它的规则和时限都无从执行。请补充施行日期当日的值，或把施行日期改到 {from}（依据 {cites}）。',
    en: '"{title}" ({parameter}) has no value before {from}; until then the rules and time limits that need it cannot work. Please give a value for the first day in force, or let the version begin on {from} (asked for by {cites}).',
  },
  PARAMETER_OPEN: {
    severity: 'info',
    zh: '“{title}”（{parameter}）留待采用本模板的县区补充（依据 {cites}）。',
    en: '"{title}" ({parameter}) is left for the county that adapts this template (asked for by {cites}).',
  },
  CITATION_MISSING: {
    severity: 'error',
    zh: '这条规则没有注明依据的条款，请补充。',
    en: 'This rule cites no clause. Please add the one it rests on.',
  },
  CITATION_DOCUMENT: {
    severity: 'error',
    zh: '引用的文件“{document}”不在来源清单中。',
    en: 'The cited document "{document}" is not among the sources.',
  },
  CELL_COLUMN: {
    severity: 'error',
    zh: '单元格属于不存在的列“{column}”。',
    en: 'This cell belongs to the column "{column}", which does not exist.',
  },
  OUTCOME_MISSING: {
    severity: 'error',
    zh: '这里既没有结论，也没有输出值。',
    en: 'This states neither an outcome nor an output.',
  },
  AGGREGATION_TOO_LARGE: {
    severity: 'error',
    zh: '各行的数合起来会超出这一列能够准确表示的范围，请核对数值和单位。',
    en: 'The lines can come together to more than the column can hold exactly. Please check the numbers and their unit.',
  },
  AGGREGATION_INVALID: {
    severity: 'error',
    zh: '汇总方式只能用于“collect”，并且必须有一个数值输出列。',
    en: 'An aggregation needs the hit policy "collect" and one numeric output column.',
  },
  ORDER_MISSING: {
    severity: 'error',
    zh: '命中策略“{hitPolicy}”需要结论，或在第一输出列写明取值的先后。',
    en: 'The hit policy "{hitPolicy}" needs outcomes, or an order of values in the first output column.',
  },
  ...redLineIssueCatalogue,
  CONTRACT_BROKEN: {
    severity: 'error',
    zh: '“{title}”由{authority}设定为“{mode}”：{detail}。',
    en: '"{title}" is marked "{mode}" by the {authority}: {detail}.',
  },
  AUTHORITY_KEY: {
    severity: 'error',
    zh: '密钥“{key}”代表{authority}，须由其本级或上级的规则集登记，下级不得增改或删除。',
    en: 'The key "{key}" speaks for the {authority}. Only a ruleset of that layer may list it; one below may not add, change or remove it.',
  },
  EXCEPTION_HELD: {
    severity: 'info',
    zh: '“{item}”依据{authority}批准的例外（{document}）执行，有效至 {until}。',
    en: '"{item}" rests on an exception granted by the {authority} ({document}), until {until}.',
  },
  EXCEPTION_EXPIRED: {
    severity: 'warning',
    zh: '“{item}”的例外（{document}）已于 {until} 到期。',
    en: 'The exception for "{item}" ({document}) ended on {until}.',
  },
  EXCEPTION_ITEM: {
    severity: 'error',
    zh: '例外所指的“{item}”在上级规则集中并不存在。',
    en: 'The exception speaks of "{item}", which the parent ruleset does not have.',
  },
  EXCEPTION_NOT_ALLOWED: {
    severity: 'error',
    zh: '“{item}”不允许例外，或{authority}无权批准。',
    en: '"{item}" allows no exception, or the {authority} may not grant it.',
  },
  EXCEPTION_SIGNATURE: {
    severity: 'error',
    zh: '“{item}”的例外（{document}）签名无效，或上级没有登记{authority}的公钥。',
    en: 'The signature of the exception for "{item}" ({document}) is not valid, or no key of the {authority} is registered.',
  },
  ...jurisdictionIssueCatalogue,
  ...formulaIssueCatalogue,
  ...moneyIssueCatalogue,
  ...tableIssueCatalogue,
  ...chartIssueCatalogue,
  ...codeIssueCatalogue,
  ...dutyIssueCatalogue,
  PARENT_MISSING: {
    severity: 'error',
    zh: '找不到所依据的规则集“{id}”（版本 {version}），或其版本不在此范围内。',
    en: 'The ruleset "{id}" this one rests on cannot be found in the version {version}.',
  },
  PARENT_CYCLE: {
    severity: 'error',
    zh: '规则集互相依据，形成循环：{cycle}。',
    en: 'The rulesets are based on each other in a circle: {cycle}.',
  },
  FORMAT_NEWER: {
    severity: 'error',
    zh: '规则集“{ruleset}”的格式版本是 {format}，本程序只认识到 {current}。请先升级程序，再使用这个规则集。',
    en: 'The ruleset "{ruleset}" is written in format {format}; this program knows formats up to {current}. Upgrade the program before using it.',
  },
  OVERLAY_CONFLICT: {
    severity: 'error',
    zh: '两个叠加规则集（{overlays}）对这里的规定不同，请在本规则集中写明以哪个为准。',
    en: 'Two overlays ({overlays}) say different things here. Please state in this ruleset what holds.',
  },
  ADOPTION_UNKNOWN: {
    severity: 'error',
    zh: '要采用的“{item}”在规则集“{from}”中并不存在。',
    en: '"{item}" is to be adopted, but the ruleset "{from}" has no such item.',
  },
  ADOPTION_TWICE: {
    severity: 'error',
    zh: '“{item}”采用了两次（这里取自“{from}”），请只留一处。',
    en: '"{item}" is adopted twice (here from "{from}"). Please keep one of them.',
  },
  ADOPTION_STRUCK: {
    severity: 'error',
    zh: '“{item}”既写明采用，又写明不采用，请取消其中之一。',
    en: '"{item}" is adopted and struck out as well. Please take one of them back.',
  },
  ADOPTION_REDEFINED: {
    severity: 'warning',
    zh: '采用的“{item}”在这里又另行规定（{fields}）。如果不再是原来的规定，请改为自己的规定。',
    en: '"{item}" is adopted, and said anew here ({fields}). If it is not the same rule any more, please make it one of your own.',
  },
  REMOVAL_UNKNOWN: {
    severity: 'error',
    zh: '要删除的“{id}”在上级规则集中并不存在。',
    en: '"{id}" is marked as removed, but the parent ruleset has no such item.',
  },
  SCENARIO_FAILED: {
    severity: 'error',
    zh: '情景“{title}”未通过：{detail}。',
    en: 'The scenario "{title}" fails: {detail}.',
  },
  OWN_VALUE_GOES_ON: {
    severity: 'acknowledge',
    zh: '“{title}”在所依据的规则集中自 {day} 起为 {inherited}，本规则集的 {own} 届时仍然有效。如要改用上级的值，请在该日采用；否则请写明该日起的本地值，或确认继续沿用。',
    en: '"{title}" is {inherited} from {day} in the ruleset below; the value of this ruleset, {own}, goes on past that day. Take the value below on that day if you want it; else give your own value from that day, or acknowledge that yours goes on.',
  },
  SCENARIO_CHANGED: {
    severity: 'error',
    zh: '{cause}，{count} 个沿用的情景结果与原来不同（{titles}）。请在“情景”页核对并接受这一组，或者改回规则。',
    en: 'The result of {count} inherited scenario(s) differs {cause} ({titles}). Please look at the group on the page of scenarios and accept it, or change the rules.',
  },
  SCENARIO_ACCEPTED_NEEDLESS: {
    severity: 'info',
    zh: '{count} 个接受过结果的情景（{titles}）与所依据的规则集已无不同，不再需要接受的记录。',
    en: '{count} scenario(s) with an accepted result ({titles}) no longer differ from the ruleset below: the acceptance is no longer needed.',
  },
  SCENARIO_ACCEPTED_CAUSE_GONE: {
    severity: 'info',
    zh: '{count} 个接受过结果的情景（{titles}），当初接受所依据的改动已经不在，请核对。',
    en: 'The change for which the result of {count} scenario(s) was accepted ({titles}) is gone. Please look at them.',
  },
  SCENARIO_ACCEPTED_OVERTAKEN: {
    severity: 'info',
    zh: '{count} 个接受过结果的情景（{titles}），所依据的规则集已改了预期；本规则集仍按先前接受的结果，请核对。',
    en: 'The ruleset below now expects something else of {count} scenario(s) whose result was accepted ({titles}); this ruleset keeps what was accepted. Please look at them.',
  },
  EVALUATORS_DISAGREE: {
    severity: 'error',
    zh: '两个判定程序对“{decision}”给出不同结论（本程序：{ours}；对照程序：{theirs}），不能发布。',
    en: 'Two evaluators disagree on "{decision}" (ours: {ours}; the reference: {theirs}). It cannot be published.',
  },
  DECISION_UNKNOWN: {
    severity: 'error',
    zh: '没有名为“{decision}”的决策。{suggestion}',
    en: 'There is no decision named "{decision}". {suggestion}',
  },
  PATHWAY_UNKNOWN: {
    severity: 'error',
    zh: '没有名为“{pathway}”的路径。{suggestion}',
    en: 'There is no pathway named "{pathway}". {suggestion}',
  },
  EVENT_UNKNOWN: {
    severity: 'error',
    zh: '路径中没有名为“{event}”的事件。{suggestion}',
    en: 'The pathway has no event named "{event}". {suggestion}',
  },
  EVENT_NOT_TAKEN: {
    severity: 'error',
    zh: '当前状态“{state}”不接受事件“{event}”。',
    en: 'The current state "{state}" does not take the event "{event}".',
  },
  EVENT_ACTOR: {
    severity: 'error',
    zh: '事件“{event}”只能由{actors}发起。',
    en: 'The event "{event}" may only be sent by {actors}.',
  },
  EVENT_REASON: {
    severity: 'error',
    zh: '事件“{event}”须写明理由。',
    en: 'The event "{event}" must carry a written reason.',
  },
  FACT_NOT_ASKED: {
    severity: 'error',
    zh: '事件“{event}”不收集“{fact}”，不能随它改动。',
    en: 'The event "{event}" does not ask for "{fact}", so it cannot change it.',
  },
  EVENT_GUARDED: {
    severity: 'error',
    zh: '事件“{event}”目前不能进行：{detail}',
    en: 'The event "{event}" is not open now: {detail}',
  },
  CASE_DONE: {
    severity: 'error',
    zh: '个案已经结束，不再接受事件。',
    en: 'The case has ended and takes no more events.',
  },
  SNAPSHOT_BUNDLE: {
    severity: 'error',
    zh: '个案起始所用的规则版本（{expected}）与当前版本（{actual}）不同，不能混用。',
    en: 'The case began on the bundle {expected}; it cannot go on with {actual}.',
  },
  TIME_BACKWARDS: {
    severity: 'error',
    zh: '事件时间 {at} 早于个案的上一步 {previous}。',
    en: 'The event is dated {at}, before the last step of the case at {previous}.',
  },
  GUARD_NEVER_OPENS: {
    severity: 'warning',
    zh: '转移“{transition}”永远不会走到：无论患者是什么情况，“{decision}”都不会得出放行的结论。请核对守卫，或删去这条转移。',
    en: 'The transition "{transition}" is never taken: "{decision}" lets nobody through, whatever the case. Please look at its guard, or remove the transition.',
  },
  OUTCOME_UNANSWERED: {
    severity: 'warning',
    zh: '办理“{event}”时，“{decision}”可能得出“{outcome}”，但没有一条转移接这个结论，患者会停在原处。例如：{example}。请补一条转移，或改动结论。',
    en: 'On "{event}", "{decision}" can yield "{outcome}", and no transition opens on it: the patient stays where they are. For example: {example}. Please add a transition, or change the outcome.',
  },
  FACT_NOT_ASKED_FOR: {
    severity: 'warning',
    zh: '办理“{event}”要用到{facts}，但表单里没有，之前的各步也没有填过。请在这一步的填报内容中加上。',
    en: '"{event}" needs {facts}, which its form does not take and no earlier step asks for. Please add it to what the event asks.',
  },
  DEADLINE_NEVER_STARTS: {
    severity: 'warning',
    zh: '时限“{delay}”不会起算：所依据的“{parameter}”没有取值。',
    en: 'The time limit "{delay}" never starts: "{parameter}" has no value.',
  },
  EFFECT_OVERWRITTEN: {
    severity: 'warning',
    zh: '转移“{transition}”先后把“{fact}”写成不同的值，只有最后一个有效。',
    en: 'The transition "{transition}" writes "{fact}" twice, each time otherwise. Only the last is kept.',
  },
} as const satisfies Record<string, CatalogueEntry>

export type IssueCode = keyof typeof issueCatalogue
