import type { Issue } from '../model/issue.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Text } from '../model/text.ts'
import { exampleCase } from '../proof/describe-case.ts'
import { parentMeaning } from './parent-meaning.ts'
import { type LineClaim, proveLine } from '../proof/prove-line.ts'
import { type RedLineContext, redLineIssue } from './red-line-context.ts'

interface KeptGuard {
  readonly decision: string
  /** The outcomes on which the parent's guards of this decision open. */
  readonly opens: readonly Outcome[]
  readonly mayNot: 'loosen' | 'tighten'
}

/**
 * Proves that a child has not emptied a guard that a red line of its parent rests on by deciding otherwise behind it:
 * what has to stay shut opens in no case in which the parent's decision would not (`loosen`), what has to stay open
 * opens in every case in which it would (`tighten`). Where a red line of the parent already says what must hold when
 * the decision lets somebody through, that line binds the child and nothing more is asked. Pure.
 */
export function checkGuardKept(
  context: RedLineContext,
  { decision, opens, mayNot }: KeptGuard,
): readonly Issue[] {
  const { ruleset, parent, line } = context
  if (parent === undefined || !parent.redLines.some(({ id }) => id === line.id)) return []
  const known = [ruleset, parent].every((one) => one.decisions.some(({ id }) => id === decision))
  if (opens.length === 0 || !known) return []
  const bound = (id: string) =>
    parent.redLines.some(({ checks }) =>
      checks.some(
        (check) =>
          check.kind === 'implication' && check.decision === id && check.outcomes.includes('allow'),
      ),
    )
  if (mayNot === 'loosen' && bound(decision)) return []
  const claim = { decision, outcomes: [...new Set(opens)] }
  const ours: LineClaim = { ruleset, claim }
  const path = `/decisions/${decision}`
  const meant = parentMeaning(context, [{ list: 'decisions', id: decision, path }], bound)
  if (meant === ruleset) return []
  const theirs: LineClaim = { ruleset: meant, claim }
  const { breach } = mayNot === 'loosen' ? proveLine(ours, theirs) : proveLine(theirs, ours)
  if (breach === undefined) return []
  const title = ruleset.decisions.find(({ id }) => id === decision)?.title ?? decision
  if (breach.kind === 'undecided')
    return [redLineIssue(context, 'RED_LINE_UNDECIDED', path, { decision: title, implies: asked })]
  return [
    redLineIssue(context, 'RED_LINE_GUARD_CHANGED', path, {
      decision: title,
      change: changes[mayNot],
      example: exampleCase(ruleset, breach.facts),
    }),
  ]
}

const asked: Text = { zh: '与上级规则一致', en: 'it decides as its parent does' }

const changes: Readonly<Record<KeptGuard['mayNot'], Text>> = {
  loosen: { zh: '放行了上级规则不放行的情况', en: 'lets through what its parent keeps out' },
  tighten: { zh: '拦住了上级规则放行的情况', en: 'keeps out what its parent lets through' },
}
