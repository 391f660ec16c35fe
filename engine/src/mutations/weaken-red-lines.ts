import type { RedLine, RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { milderChecks } from '../red-lines/red-line-kinds.ts'
import { byId, type Proposal, strike } from './mutation.ts'

/** Red lines struck out, single checks struck out, and checks that demand less than they did. Pure. */
export function weakenRedLines(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) => [
    {
      kind: 'redLineRemoved',
      path: `/redLines/${line.id}`,
      description: { zh: `删去红线 ${line.id}`, en: `red line ${line.id} is struck out` },
      edit: (draft: Ruleset) => {
        strike(draft.redLines, line.id)
      },
    },
    ...line.checks.flatMap((check, at) => [
      ...(line.checks.length > 1 ? [withoutCheck(line, at)] : []),
      ...milderChecks(ruleset, check).map((less) => replaced(line, at, less)),
    ]),
  ])
}

function withoutCheck(line: RedLine, at: number): Proposal {
  return {
    kind: 'redLineCheckRemoved',
    path: `/redLines/${line.id}`,
    description: {
      zh: `红线 ${line.id} 少一项检查（${line.checks[at]?.kind}）`,
      en: `red line ${line.id} loses a check (${line.checks[at]?.kind})`,
    },
    edit: (draft) => {
      byId(draft.redLines, line.id).checks.splice(at, 1)
    },
  }
}

function replaced(line: RedLine, at: number, check: RedLineCheck): Proposal {
  return {
    kind: 'redLineLoosened',
    path: `/redLines/${line.id}`,
    description: {
      zh: `红线 ${line.id} 的检查（${check.kind}）放宽`,
      en: `a check of red line ${line.id} (${check.kind}) demands less`,
    },
    edit: (draft) => {
      byId(draft.redLines, line.id).checks[at] = check
    },
  }
}
