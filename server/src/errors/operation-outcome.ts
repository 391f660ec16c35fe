import type { Text } from '@jieli/engine'
import type { FhirResource } from '../contracts/fhir.ts'
import type { RecordedDecision } from '../documents/recorded-decision.ts'
import type { ServerError } from './server-error.ts'

/** A code of FHIR for the kind of an issue: https://hl7.org/fhir/R4/valueset-issue-type.html. */
type IssueType =
  | 'business-rule'
  | 'conflict'
  | 'duplicate'
  | 'exception'
  | 'forbidden'
  | 'informational'
  | 'invalid'
  | 'login'
  | 'not-found'
  | 'not-supported'
  | 'required'
  | 'throttled'
  | 'too-long'
  | 'transient'
  | 'value'

/** One thing an OperationOutcome says. */
export interface OutcomeIssue {
  readonly severity: 'error' | 'warning' | 'information'
  readonly code: IssueType
  readonly text: Text
  /** What it is about, for programs. */
  readonly coding?: { readonly system: string; readonly code: string }
  /** The clauses it rests on, or the place at fault. */
  readonly diagnostics?: string | undefined
}

const translation = 'http://hl7.org/fhir/StructureDefinition/translation'

/** An OperationOutcome of FHIR R4, in the language asked for, with the other beside it. Pure. */
export function operationOutcome(
  issues: readonly OutcomeIssue[],
  language: 'zh' | 'en',
): FhirResource {
  const other = language === 'zh' ? 'en' : 'zh'
  return {
    resourceType: 'OperationOutcome',
    issue: issues.map(({ severity, code, text, coding, diagnostics }) => ({
      severity,
      code,
      details: {
        ...(coding && { coding: [coding] }),
        text: text[language],
        _text: {
          extension: [
            {
              url: translation,
              extension: [
                { url: 'lang', valueCode: other },
                { url: 'content', valueString: text[other] },
              ],
            },
          ],
        },
      },
      ...(diagnostics !== undefined && diagnostics !== '' && { diagnostics }),
    })),
  }
}

/** What an error says, place by place, with the decisions it rests on and the facts that are missing. Pure. */
export function errorIssues(error: ServerError, language: 'zh' | 'en'): readonly OutcomeIssue[] {
  const { decisions = [], needs = [] } = error.extra as {
    readonly decisions?: readonly RecordedDecision[]
    readonly needs?: RecordedDecision['needs']
  }
  const first: OutcomeIssue = {
    severity: 'error',
    code: typeOf(error, needs.length > 0),
    text: error.text,
    coding: { system: 'urn:jieli:error', code: error.code },
  }
  const places = (error.issues ?? [])
    .filter(() => error.code !== 'EVENT_REFUSED')
    .map(({ path, message }): OutcomeIssue => ({
      severity: 'error',
      code: 'value',
      text: message,
      diagnostics: path,
    }))
  const listed = new Set(decisions.flatMap((decision) => decision.needs.map(({ fact }) => fact)))
  return [
    first,
    ...places,
    // One that does not speak of the case says nothing of it.
    ...decisions
      .filter(({ outcome }) => outcome !== 'notAssessable')
      .flatMap((decision) => decisionIssues(decision, language)),
    ...missingIssues(needs.filter(({ fact }) => !listed.has(fact))),
  ]
}

/** What a decision came to, on which clauses, and each fact that is missing. What is missing is asked, never denied. Pure. */
export function decisionIssues(
  decision: Pick<RecordedDecision, 'outcome' | 'title' | 'reasons' | 'needs'>,
  language: 'zh' | 'en',
): readonly OutcomeIssue[] {
  const { outcome, title, reasons, needs } = decision
  const allowed = ['allow', 'allowWithAdvice', 'notAssessable'].includes(outcome)
  const asks = outcome === 'needsFacts'
  const [reason] = reasons
  const text: Text = asks
    ? {
        zh: `${title.zh}：还需要补充信息，尚不能作出结论`,
        en: `${title.en}: more information is needed before it can be answered`,
      }
    : (reason?.text ?? title)
  return [
    {
      severity: allowed ? 'information' : 'warning',
      code: allowed ? 'informational' : asks ? 'required' : 'business-rule',
      text,
      coding: { system: 'urn:jieli:outcome', code: outcome },
      diagnostics: clausesOf(decision, language),
    },
    ...missingIssues(needs),
  ]
}

function missingIssues(needs: RecordedDecision['needs']): readonly OutcomeIssue[] {
  return needs.map(({ fact, title }) => ({
    severity: 'warning',
    code: 'required',
    text: { zh: `还缺：${title.zh}`, en: `missing: ${title.en}` },
    coding: { system: 'urn:jieli:fact', code: fact },
  }))
}

/** The clauses of every reason, each once. */
function clausesOf(
  { reasons }: Pick<RecordedDecision, 'reasons'>,
  language: 'zh' | 'en',
): string | undefined {
  const cites = reasons.flatMap((reason) => reason.cites)
  const texts = cites.map(({ clause, documentTitle }) =>
    language === 'zh' ? `《${documentTitle.zh}》${clause}` : `${documentTitle.en} ${clause}`,
  )
  return texts.length === 0 ? undefined : [...new Set(texts)].join(language === 'zh' ? '、' : ', ')
}

const typesByStatus: Readonly<Record<number, IssueType>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-supported',
  409: 'conflict',
  412: 'conflict',
  413: 'too-long',
  415: 'not-supported',
  428: 'required',
  429: 'throttled',
  503: 'transient',
}

function typeOf({ code, status }: ServerError, asks: boolean): IssueType {
  if (code === 'EVENT_REFUSED') return asks ? 'required' : 'business-rule'
  if (code === 'FHIR_IDENTIFIER_TAKEN') return 'duplicate'
  return typesByStatus[status] ?? (status >= 500 ? 'exception' : 'invalid')
}
