import { covers } from './covers.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'requiredApprovals'>['check'] = (context, check) => {
  const procedure = context.ruleset.procedures.find((known) => known.id === check.procedure)
  const path = `/procedures/${check.procedure}`
  if (procedure === undefined)
    return [
      redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/procedures', { item: check.procedure }),
    ]
  const lacks = (wanted: readonly string[], items: readonly { readonly id: string }[]) =>
    wanted.filter((id) => !items.some((item) => item.id === id))
  const missing = [
    ...lacks(check.stages, procedure.stages),
    ...lacks(check.approvals, procedure.approvals),
    ...(check.filing && !procedure.filing ? ['filing'] : []),
  ]
  return missing.map((item) =>
    redLineIssue(context, 'RED_LINE_APPROVAL_MISSING', path, { title: procedure.title, item }),
  )
}

/** `requiredApprovals`: the procedure keeps its stages, its approvals and its filing; it may gain more. */
export const requiredApprovals: RedLineKind<'requiredApprovals'> = {
  check,
  keeps: (ours, theirs) =>
    ours.procedure === theirs.procedure &&
    covers(ours.stages, theirs.stages) &&
    covers(ours.approvals, theirs.approvals) &&
    (ours.filing || !theirs.filing),
  milder: (line) => [
    ...line.approvals.slice(0, 1).map(() => ({ ...line, approvals: line.approvals.slice(1) })),
    ...line.stages.slice(0, 1).map(() => ({ ...line, stages: line.stages.slice(1) })),
    ...(line.filing ? [{ ...line, filing: false }] : []),
  ],
  describe: ({ procedure, stages, approvals }, { title, list }) => {
    const [named, parts] = [title('procedures', procedure), list([...stages, ...approvals])]
    return {
      zh: `“${named}”必须保留各阶段和批准：${parts}`,
      en: `"${named}" must keep these stages and approvals: ${parts}`,
    }
  },
}
