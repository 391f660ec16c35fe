/** The errors of drafts, of what they rest on and of what binds them: a part of the catalogue of errors. */
export const draftErrors = {
  DRAFT_STALE: {
    status: 412,
    zh: '草稿已由{savedBy}于 {savedAt} 更新到第 {revision} 版，您的修改没有保存，也没有覆盖对方的修改。{since}请重新读取草稿。',
    en: 'The draft was saved by {savedBy} at {savedAt} and is now revision {revision}. Your changes were not saved and nothing was overwritten. {since} Please read the draft again.',
  },
  REVISION_NEEDED: {
    status: 428,
    zh: '请在请求头 If-Match 中写明所依据的版本号，例如 If-Match: "3"。',
    en: 'Please state the revision you worked from in the If-Match header, for example If-Match: "3".',
  },
  DRAFT_INVALID: {
    status: 422,
    zh: '规则集不符合格式，没有保存。请按所列 {count} 处逐一更正。',
    en: 'The ruleset does not have the expected form and was not saved. Please correct the {count} place(s) listed.',
  },
  DRAFT_OVERLAYS: {
    status: 422,
    zh: '所存内容里的叠加规则（{now} 套）与草稿现有的（{before} 套）不同，没有保存。增减叠加规则请用“叠加规则”操作，其余内容才能原样保留。',
    en: 'What was sent names other overlays ({now}) than the draft has ({before}), so it was not saved. Please add or remove an overlay by the operation for it, which leaves everything else as it is.',
  },
  DRAFT_MISSING: {
    status: 409,
    zh: '规则集“{ruleset}”没有待发布的草稿，请先修改并保存。',
    en: 'The ruleset "{ruleset}" has no draft to publish. Please edit and save one first.',
  },
  CODE_SYSTEM_UNKNOWN: {
    status: 404,
    zh: '规则集“{ruleset}”已保存的草稿里没有编号为“{id}”的代码表。若是刚建的，请先保存草稿。',
    en: 'The saved draft of the ruleset "{ruleset}" has no code list "{id}". If it is a new one, please save the draft first.',
  },
  DRAFT_BROKEN: {
    status: 409,
    zh: '草稿依据的上级规则集已变，草稿无法解析。请先更正所列问题，或放弃草稿。',
    en: 'The draft no longer resolves against its parent ruleset. Please mend the problems listed or discard the draft.',
  },
  DRAFT_OWN: {
    status: 403,
    zh: '规则集“{ruleset}”的草稿最后是您保存的，不能由您自己发布。请另一位有发布权限的人看过后发布。',
    en: 'You saved the draft of "{ruleset}" last, so you cannot publish it yourself. Please have somebody else with the right to publish look at it and publish it.',
  },
  PROCEDURE_OTHER_DRAFT: {
    status: 409,
    zh: '不能就“{ruleset}”的草稿在这里发起程序：它不属于同一个县区，没有草稿，或已有现行版本。已有现行版本的，请按它自己的程序办理。',
    en: 'No procedure about a draft of "{ruleset}" is begun here: it is not of the same county, has no draft, or has a version in force. Where it has one, please go through its own procedure.',
  },
  PROCEDURE_GOVERNS_NOTHING: {
    status: 422,
    zh: '程序“{pathway}”没有规定管辖哪些规则，不能就草稿发起。请改选现行版本里规定了“管辖的内容”的程序，或不带草稿发起。',
    en: 'The procedure "{pathway}" does not say that it governs any rules, so it cannot be begun about a draft. Please choose one of the version in force that does, or begin it without the draft.',
  },
  CASE_WITHOUT_DRAFT: {
    status: 409,
    zh: '个案“{id}”不是就草稿发起的，没有可看的草稿。',
    en: 'The case "{id}" is about no draft: there is none to show.',
  },
  COMMENTS_OPEN: {
    status: 409,
    zh: '还有 {count} 条意见没有答复，不能批准。请由起草单位先逐条答复。',
    en: '{count} comment(s) have not been answered, so nobody can approve yet. Please have the unit that drafts answer each of them.',
  },
  COMMENT_PLACE: {
    status: 422,
    zh: '草稿和现行版本里都没有“{path}”这一处，意见没有保存。请从所列改动中选择要提意见的内容。',
    en: 'There is nothing at "{path}", neither in the draft nor in the version in force. The comment was not kept. Please choose one of the changes listed.',
  },
  COMMENT_CLOSED: {
    status: 409,
    zh: '这项程序已经结束，不能再提意见。',
    en: 'The procedure has ended: no more comments are taken.',
  },
  COMMENTS_FULL: {
    status: 409,
    zh: '这项程序已有 {limit} 条意见，达到上限。请合并后写在退回的理由里。',
    en: 'The procedure has {limit} comments, which is all it can have. Please write the rest with the reason it is sent back for.',
  },
  COMMENT_UNKNOWN: {
    status: 404,
    zh: '这项程序没有编号为“{id}”的意见。',
    en: 'The procedure has no comment "{id}".',
  },
  COMMENT_ANSWERED: {
    status: 409,
    zh: '这条意见已有答复。如有新的意见，请另提一条。',
    en: 'The comment has been answered. Please write another one where there is more to ask.',
  },
  COMMENT_NOT_YOURS: {
    status: 403,
    zh: '意见由起草单位答复，您不代表起草单位办理。',
    en: 'Comments are answered by the unit that drafts, and you do not act for it.',
  },
  PUBLISH_UNAPPROVED: {
    status: 409,
    zh: '尚有 {count} 项程序没有就现在这份草稿办完：{procedures}，没有发布。请就草稿发起所列程序，由各部门批准后再发布；草稿改动过的，原来的批准不再算数。',
    en: '{count} procedure(s) have not been gone through about the draft as it is now: {procedures}. Nothing was published. Please begin those listed about the draft and publish once every department has approved; what was approved before the draft changed no longer counts.',
  },
  APPROVAL_DRAFT_CHANGED: {
    status: 409,
    zh: '送审的是草稿第 {revision} 版，草稿现在是第 {now} 版，内容已不同，不能就它办理。请退回，由起草单位重新送审。',
    en: 'What was put before you is revision {revision} of the draft, which is now revision {now} and says something else. Please send it back, so that it is put before you anew.',
  },
  APPROVAL_OWN: {
    status: 403,
    zh: '规则集“{ruleset}”的这份草稿您改过，不能由您批准。请本部门另一位同事办理。',
    en: 'You edited this draft of "{ruleset}", so you cannot approve it. Please have somebody else of your department do so.',
  },
  APPROVAL_SAME_PERSON: {
    status: 403,
    zh: '本轮的“{event}”是您办理的，各部门须由不同的人批准。请由这一部门的另一个账号办理。',
    en: 'You took the step "{event}" in this round. Each department approves by another person: please have somebody else take this one.',
  },
  DRAFT_OTHER_RULESET: {
    status: 422,
    zh: '草稿的编号是“{actual}”，与地址中的规则集“{expected}”不一致。',
    en: 'The draft carries the id "{actual}", but the address names the ruleset "{expected}".',
  },
  DRAFT_FIXED_FIELD: {
    status: 422,
    zh: '“{field}”不是草稿的内容，保存时不能改，没有保存。{remedy}',
    en: '"{field}" is no part of what a draft says and cannot be changed by saving it; nothing was saved. {remedy}',
  },
  DRAFT_PARENT_DROPPED: {
    status: 409,
    zh: '规则集“{ruleset}”已发布的版本以模板“{template}”为依据，草稿却没有，不能发布。请用“改换模板”操作回到该模板或改到合适的模板上，或放弃草稿。',
    en: 'The published version of "{ruleset}" rests on the template "{template}" and the draft does not, so it cannot be published. Please move the draft back to that template, or to one that fits, by the operation for it, or discard the draft.',
  },
  RULESET_EXISTS: {
    status: 409,
    zh: '编号“{id}”已有规则集使用，请另取编号。没有新建任何内容。',
    en: 'The id "{id}" is taken by another ruleset. Please choose another; nothing was created.',
  },
  ADAPTATION_INVALID: {
    status: 422,
    zh: '新规则集没有建立，没有保存任何内容。请按所列 {count} 处逐一更正。',
    en: 'The new ruleset was not created and nothing was stored. Please correct the {count} place(s) listed.',
  },
  OVERLAY_UNFIT: {
    status: 422,
    zh: '没有叠加“{overlay}”，草稿没有改变。请按所列 {count} 处逐一更正。',
    en: 'The overlay "{overlay}" was not added and the draft is unchanged. Please correct the {count} place(s) listed.',
  },
  OVERLAY_PRESENT: {
    status: 409,
    zh: '规则集“{ruleset}”已叠加“{overlay}”，不必再加。要换用其他版本，请取用上级更新。',
    en: 'The ruleset "{ruleset}" has the overlay "{overlay}" already. To move to another version of it, please pull that version.',
  },
  OVERLAY_ABSENT: {
    status: 409,
    zh: '规则集“{ruleset}”没有叠加“{overlay}”，无从去掉。请重新读取草稿。',
    en: 'The ruleset "{ruleset}" has no overlay "{overlay}" to remove. Please read the draft again.',
  },
  OVERLAY_CHANGED: {
    status: 409,
    zh: '本地改动了“{overlay}”的 {count} 处内容，去掉后这些改动会一并失去，因此尚未去掉。请看过清单后再确认。',
    en: 'Things of the overlay "{overlay}" were changed here, {count} in all, and would go with it, so it was not removed yet. Please look through the list and confirm.',
  },
  TEMPLATE_NONE: {
    status: 409,
    zh: '规则集“{ruleset}”不以任何模板为依据，没有可比较或更新的模板。',
    en: 'The ruleset "{ruleset}" is not based on a template: there is none to compare with or to pull from.',
  },
  PULL_NOTHING: {
    status: 409,
    zh: '规则集“{ruleset}”所依据的“{parent}”已是版本 {version}，没有别的版本可取。',
    en: 'The ruleset "{ruleset}" already rests on version {version} of "{parent}". There is no other version to pull.',
  },
  PULL_PARENT_UNKNOWN: {
    status: 422,
    zh: '规则集“{ruleset}”并不依据“{parent}”，草稿没有改变。请从它所依据的模板和叠加规则中选择。',
    en: 'The ruleset "{ruleset}" does not rest on "{parent}". The draft is unchanged. Please choose its template or one of its overlays.',
  },
  PULL_UNDECIDED: {
    status: 422,
    zh: '有 {count} 处须由您选择而尚未选择，草稿没有改变。请逐一选择。',
    en: '{count} item(s) have to be chosen for and nobody has chosen yet. The draft is unchanged. Please choose for each.',
  },
  PULL_CHOICE_UNKNOWN: {
    status: 422,
    zh: '所选的 {count} 处不在此次的改动之中，草稿没有改变。请重新读取改动后再选择。',
    en: '{count} of the choices name nothing that changes. The draft is unchanged. Please read the changes again and choose.',
  },
  PULL_EDIT_INVALID: {
    status: 422,
    zh: '自行填写的内容有 {count} 处不是所选条目的内容，或格式不符，草稿没有改变。请更正后再试。',
    en: '{count} of the contents given in place of both sides do not fit the item they are given for. The draft is unchanged. Please correct them.',
  },
  PULL_CONTRACT_BROKEN: {
    status: 422,
    zh: '所选内容有 {count} 处超出新版本的约束，草稿没有改变。请改为采用新版本，或填写约束以内的内容。',
    en: '{count} of the things chosen go beyond what the new version allows. The draft is unchanged. Please take the new version there, or give a content within its limits.',
  },
  JURISDICTION_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的辖区，或不在您的权限之内。{suggestion}',
    en: 'There is no jurisdiction "{id}", or it is not yours to see. {suggestion}',
  },
  JURISDICTION_INVALID: {
    status: 422,
    zh: '辖区没有保存。请按所列 {count} 处逐一更正。',
    en: 'The jurisdiction was not saved. Please correct the {count} place(s) listed.',
  },
  JURISDICTION_PROPOSED: {
    status: 409,
    zh: '{by}对这个辖区已有提议，正等另一人确认，没有再次提出。请先确认、否决或撤回那一条。',
    en: '{by} has proposed something about this jurisdiction that waits for a second person, so yours was not taken. Please confirm, turn down or withdraw that first.',
  },
  JURISDICTION_PROPOSAL_GONE: {
    status: 404,
    zh: '没有这条待确认的辖区提议，可能已由他人确认或撤回。请重新读取。',
    en: 'There is no such proposal about a jurisdiction waiting; somebody may have confirmed or withdrawn it. Please read again.',
  },
  JURISDICTION_OWN: {
    status: 403,
    zh: '这条辖区提议是您本人提出的，须由另一位管辖区的管理员确认或否决；您可以撤回它。什么也没有改变。',
    en: 'You proposed this about the jurisdiction yourself. Another administrator who keeps jurisdictions has to confirm it or turn it down; you can withdraw it. Nothing was changed.',
  },
  JURISDICTION_NOT_OWN: {
    status: 403,
    zh: '这条辖区提议是{by}提出的，只有本人可以撤回。您不同意的，请写明理由予以否决。什么也没有改变。',
    en: '{by} proposed this about the jurisdiction, and only they can withdraw it. If you disagree, please turn it down with a reason. Nothing was changed.',
  },
  JURISDICTION_STALE: {
    status: 412,
    zh: '辖区现为第 {revision} 版（您依据的是 {expected}），最后由{savedBy}保存，您的修改没有保存。{since}请重新读取后再改。',
    en: 'The jurisdiction is at revision {revision} (yours was {expected}), saved last by {savedBy}. Your changes were not saved. {since} Please read it again.',
  },
  REBASE_TEMPLATE_UNKNOWN: {
    status: 422,
    zh: '没有名为“{template}”的模板可改换，草稿没有改变。{suggestion}',
    en: 'There is no template named "{template}" to move to. The draft is unchanged. {suggestion}',
  },
  REBASE_SAME: {
    status: 409,
    zh: '规则集“{ruleset}”已经以“{template}”为依据。要换用它的其他版本，请取用上级更新。',
    en: 'The ruleset "{ruleset}" rests on "{template}" already. To move to another version of it, please pull that version.',
  },
  REBASE_OVERLAY: {
    status: 409,
    zh: '“{ruleset}”是叠加规则，不以模板为依据，不能改换模板。',
    en: '"{ruleset}" is an overlay. It rests on no template and cannot be moved to one.',
  },
  REBASE_MOVED_ON: {
    status: 409,
    zh: '模板“{template}”现已是版本 {version}，草稿没有改变。请重新查看改动后再选择。',
    en: 'The template "{template}" is now at version {version}. The draft is unchanged. Please look at the changes again and choose.',
  },
  REBASE_UNBOUND: {
    status: 422,
    zh: '改到“{template}”后，有 {count} 项约束本县区的上级规则不再是依据，草稿没有改变。请按所列选用含有它们的模板。',
    en: 'On "{template}" the draft would no longer rest on {count} of the rulesets that bind its county. The draft is unchanged. Please choose a template that rests on those listed.',
  },
} as const
