import { createBrowserRouter, Navigate } from 'react-router'
import { AssessmentFrame, AssessmentStart } from '../assessment/assessment-frame.tsx'
import { ClosePage } from '../assessment/close-page.tsx'
import { CardPage } from '../assessment/card-page.tsx'
import { RunPage } from '../assessment/run-page.tsx'
import { TrendsPage } from '../assessment/trends-page.tsx'
import { BoardPage } from '../board/board-page.tsx'
import { FlowsPage } from '../flow/flows-page.tsx'
import { AdaptPage } from '../adapt/adapt-page.tsx'
import { CasePage } from '../cases/case-page.tsx'
import { CasesPage } from '../cases/cases-page.tsx'
import { BookPage } from '../rule-book/book-page.tsx'
import { DifferencesPage } from '../differences/differences-page.tsx'
import { MatrixPage } from '../matrix/matrix-page.tsx'
import { MoneyTab } from '../money/money-tab.tsx'
import { SettlementPage } from '../money/settlement-page.tsx'
import { PullPage } from '../pull/pull-page.tsx'
import { RebasePage } from '../pull/rebase-page.tsx'
import { EditorFrame } from '../rulesets/editor-frame.tsx'
import { RulesetsPage } from '../rulesets/rulesets-page.tsx'
import { TemplatesPage } from '../templates/templates-page.tsx'
import { ImportPage } from '../travel/import-page.tsx'
import { editorPages } from './editor-pages.tsx'
import { FailurePage } from './failure-page.tsx'
import { ParkedPage } from '../timers/parked-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { SessionFrame } from './session-frame.tsx'
import { ReportPage } from '../report/report-page.tsx'
import { SignInPage } from './sign-in-page.tsx'

export const router = createBrowserRouter([
  { path: '/sign-in', element: <SignInPage />, errorElement: <FailurePage /> },
  { path: '/password', element: <PasswordPage />, errorElement: <FailurePage /> },
  {
    element: <SessionFrame />,
    errorElement: <FailurePage />,
    children: [
      { index: true, element: <Navigate to="/rulesets" replace /> },
      { path: 'rulesets', element: <RulesetsPage /> },
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
      { path: 'rulesets/:id/book', element: <BookPage /> },
      { path: 'templates', element: <TemplatesPage /> },
      { path: 'templates/:id/book', element: <BookPage /> },
      { path: 'import', element: <ImportPage /> },
      { path: 'adapt/:template', element: <AdaptPage /> },
      { path: 'matrix', element: <MatrixPage /> },
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
      { path: 'runs/:run/cards/:unit', element: <CardPage /> },
      { path: 'cases', element: <CasesPage /> },
      { path: 'cases/:id', element: <CasePage /> },
      { path: 'timers', element: <ParkedPage /> },
      { path: '*', element: <FailurePage /> },
    ],
  },
])
