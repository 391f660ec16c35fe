import { createBrowserRouter, Navigate } from 'react-router'
import { EditorFrame } from '../editor/frame/editor-frame.tsx'
import { editorPages } from '../editor/frame/editor-pages.tsx'
import { AdaptPage } from '../library/adapt/adapt-page.tsx'
import { DifferencesPage } from '../library/differences/differences-page.tsx'
import { MatrixPage } from '../library/matrix/matrix-page.tsx'
import { PullPage } from '../library/pull/pull-page.tsx'
import { RebasePage } from '../library/pull/rebase-page.tsx'
import { BookPage } from '../library/rule-book/book-page.tsx'
import { RulesetsPage } from '../library/rulesets/rulesets-page.tsx'
import { TemplatesPage } from '../library/templates/templates-page.tsx'
import { ImportPage } from '../library/transfer/import-page.tsx'
import { AssessmentFrame, AssessmentStart } from '../work/assessment/assessment-frame.tsx'
import { CardPage } from '../work/assessment/card-page.tsx'
import { ClosePage } from '../work/assessment/close-page.tsx'
import { RunPage } from '../work/assessment/run-page.tsx'
import { TrendsPage } from '../work/assessment/trends-page.tsx'
import { AuditPage } from '../work/audit/audit-page.tsx'
import { BoardPage } from '../work/board/board-page.tsx'
import { CodeMapsPage } from '../work/code-maps/code-maps-page.tsx'
import { CasePage } from '../work/cases/case-page.tsx'
import { CaseReadsPage } from '../work/case-reads/case-reads-page.tsx'
import { CasesPage } from '../work/cases/cases-page.tsx'
import { FlowsPage } from '../work/flows/flows-page.tsx'
import { LinkPage } from '../work/links/link-page.tsx'
import { AccountPage } from '../work/people/account-page.tsx'
import { PeoplePage } from '../work/people/people-page.tsx'
import { ApprovalRecordPage } from '../work/approvals/approval-record-page.tsx'
import { JurisdictionsPage } from '../work/jurisdictions/jurisdictions-page.tsx'
import { JobsPage } from '../work/jobs/jobs-page.tsx'
import { MigratePage } from '../work/migration/migrate-page.tsx'
import { ReportPage } from '../work/report/report-page.tsx'
import { ScheduledPage } from '../work/scheduled/scheduled-page.tsx'
import { MoneyTab } from '../work/settlements/money-tab.tsx'
import { SettlementPage } from '../work/settlements/settlement-page.tsx'
import { ParkedPage } from '../work/timers/parked-page.tsx'
import { PaperPage } from '../work/paper/paper-page.tsx'
import { SheetsPage } from '../work/paper/sheets-page.tsx'
import { RetentionPage } from '../work/retention/retention-page.tsx'
import { UnitChangesPage } from '../work/unit-changes/unit-changes-page.tsx'
import { WebhooksPage } from '../work/webhooks/webhooks-page.tsx'
import { DutyList } from '../work/duties/duty-list.tsx'
import { ProceduresPage } from '../work/procedures/procedures-page.tsx'
import { Worklist } from '../work/worklist/worklist.tsx'
import { FailurePage } from './failure-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { ProviderReturnPage } from './provider-return-page.tsx'
import { SecondFactorPage } from './second-factor-page.tsx'
import { SessionFrame } from './session-frame.tsx'
import { SignInPage } from './sign-in-page.tsx'

export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage />, errorElement: <FailurePage /> },
  { path: '/sign-in/return', element: <ProviderReturnPage />, errorElement: <FailurePage /> },
  { path: '/password', element: <PasswordPage />, errorElement: <FailurePage /> },
  { path: '/second-factor', element: <SecondFactorPage />, errorElement: <FailurePage /> },
  {
    element: <SessionFrame />,
    errorElement: <FailurePage />,
    children: [
      { index: true, element: <Navigate to="/rulesets" replace /> },
      {
        path: 'rulesets',
        element: (
          <RulesetsPage
            worklist={
              <>
                <DutyList />
                <Worklist />
              </>
            }
          />
        ),
      },
      {
        path: 'rulesets/:id',
        element: <EditorFrame />,
        children: [
          { index: true, element: <Navigate to="pathways" replace /> },
          ...editorPages.map(({ path, Page }) => ({ path, element: <Page /> })),
          { path: 'differences', element: <DifferencesPage /> },
          { path: 'pull', element: <PullPage /> },
          { path: 'rebase', element: <RebasePage /> },
        ],
      },
      { path: 'rulesets/:id/migrate', element: <MigratePage /> },
      { path: 'rulesets/:id/book', element: <BookPage /> },
      { path: 'templates', element: <TemplatesPage /> },
      { path: 'templates/:id/book', element: <BookPage /> },
      { path: 'import', element: <ImportPage /> },
      { path: 'adapt/:template', element: <AdaptPage /> },
      { path: 'matrix', element: <MatrixPage /> },
      { path: 'scheduled/:id?', element: <ScheduledPage /> },
      { path: 'assessment', element: <AssessmentStart /> },
      {
        path: 'assessment/:id',
        element: <AssessmentFrame />,
        children: [
          { index: true, element: <Navigate to="close" replace /> },
          { path: 'close', element: <ClosePage /> },
          { path: 'board', element: <BoardPage /> },
          { path: 'flows', element: <FlowsPage /> },
          { path: 'trends', element: <TrendsPage /> },
          { path: 'money', element: <MoneyTab /> },
        ],
      },
      { path: 'settlements/:settlement', element: <SettlementPage /> },
      { path: 'runs/:run', element: <RunPage /> },
      { path: 'runs/:run/report', element: <ReportPage /> },
      { path: 'cases/:id/record', element: <ApprovalRecordPage /> },
      { path: 'runs/:run/cards/:unit', element: <CardPage /> },
      { path: 'cases', element: <CasesPage /> },
      { path: 'cases/sheets', element: <SheetsPage /> },
      { path: 'cases/paper', element: <PaperPage /> },
      { path: 'cases/:id', element: <CasePage /> },
      { path: 'open', element: <LinkPage /> },
      { path: 'procedures', element: <ProceduresPage /> },
      { path: 'jurisdictions', element: <JurisdictionsPage /> },
      { path: 'jobs', element: <JobsPage /> },
      { path: 'timers', element: <ParkedPage /> },
      { path: 'account', element: <AccountPage /> },
      { path: 'audit', element: <AuditPage /> },
      { path: 'case-reads', element: <CaseReadsPage /> },
      { path: 'people', element: <PeoplePage /> },
      { path: 'retention', element: <RetentionPage /> },
      { path: 'code-maps', element: <CodeMapsPage /> },
      { path: 'unit-changes', element: <UnitChangesPage /> },
      { path: 'webhooks', element: <WebhooksPage /> },
      { path: '*', element: <FailurePage /> },
    ],
  },
])
