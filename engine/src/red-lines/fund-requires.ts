import { covers, fewer } from './covers.ts'
import { redLineIssue } from './red-line-context.ts'
import type { RedLineKind } from './red-line-kind.ts'

const check: RedLineKind<'fundRequires'>['check'] = (context, check) => {
  const fund = context.ruleset.funds.find((known) => known.id === check.fund)
  if (fund === undefined)
    return [redLineIssue(context, 'RED_LINE_ITEM_MISSING', '/funds', { item: check.fund })]
  return check.decisions
    .filter((decision) => !fund.distributionRequires.includes(decision))
    .map((item) =>
      redLineIssue(context, 'RED_LINE_APPROVAL_MISSING', `/funds/${fund.id}`, {
        title: fund.title,
        item,
      }),
    )
}

/** `fundRequires`: the fund still asks these decisions before it distributes. */
export const fundRequires: RedLineKind<'fundRequires'> = {
  check,
  keeps: (ours, theirs) => ours.fund === theirs.fund && covers(ours.decisions, theirs.decisions),
  milder: (line) => fewer(line.decisions).map((decisions) => ({ ...line, decisions })),
  describe: ({ fund, decisions }, { title, titles }) => {
    const [named, asked] = [title('funds', fund), titles('decisions', decisions)]
    return {
      zh: `“${named}”分配结余前必须通过：${asked}`,
      en: `"${named}" distributes a surplus only after: ${asked}`,
    }
  },
}
