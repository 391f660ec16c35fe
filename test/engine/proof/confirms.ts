import { type Bundle, evaluateDecision, type Finding } from '@jieli/engine'

/** Whether the evaluator shows, of a finding's example, what the finding says. */
export function confirms(bundle: Bundle, finding: Finding): boolean {
  const { kind, decision, asOf, example = {}, lines } = finding
  const result = evaluateDecision(bundle, decision, example, asOf)
  const matches = (id: string) => result.trace.lines.find((line) => line.id === id)?.result === true
  const [own = '', ...others] = lines
  switch (kind) {
    case 'gap':
      return (
        result.outcome === 'notAssessable' &&
        result.trace.applies === true &&
        !result.trace.otherwise &&
        result.trace.lines.every((line) => line.result === false)
      )
    case 'overlap':
    case 'conflict':
      return (
        result.outcome === 'requireReview' &&
        result.hits.includes(own) &&
        others.every((id) => result.hits.includes(id))
      )
    case 'tie':
      return lines.every((id) => result.hits.includes(id))
    case 'unreached':
      return matches(own) && !result.hits.includes(own) && others.some(matches)
    case 'redundant':
      return matches(own) && result.hits.includes(own) && others.every(matches)
    default:
      return false
  }
}
