import {
  ApartmentOutlined,
  BankOutlined,
  BookOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  ExperimentOutlined,
  OrderedListOutlined,
  PlayCircleOutlined,
  ScheduleOutlined,
  SlidersOutlined,
  TableOutlined,
} from '@ant-design/icons'
import { type ComponentType, lazy, type LazyExoticComponent, type ReactNode } from 'react'

/** A page of the editor. Adding one is a line here and a key `editor.pages.<path>` in the dictionaries. */
export interface EditorPage {
  readonly path: string
  readonly icon: ReactNode
  readonly Page: LazyExoticComponent<ComponentType>
}

export const editorPages: readonly EditorPage[] = [
  {
    path: 'pathways',
    icon: <ApartmentOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../canvas/canvas-page.tsx')).CanvasPage,
    })),
  },
  {
    path: 'decisions',
    icon: <TableOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../tables/tables-page.tsx')).TablesPage,
    })),
  },
  {
    path: 'duties',
    icon: <ClockCircleOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../duties/duties-page.tsx')).DutiesPage,
    })),
  },
  {
    path: 'offices',
    icon: <BankOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../offices/offices-page.tsx')).OfficesPage,
    })),
  },
  {
    path: 'scheduled-duties',
    icon: <ScheduleOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../scheduled-duties/scheduled-duties-page.tsx')).ScheduledDutiesPage,
    })),
  },
  {
    path: 'code-lists',
    icon: <OrderedListOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../code-lists/code-lists-page.tsx')).CodeListsPage,
    })),
  },
  {
    path: 'parameters',
    icon: <SlidersOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../parameters/parameters-page.tsx')).ParametersPage,
    })),
  },
  {
    path: 'calendar',
    icon: <CalendarOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../calendar/calendar-page.tsx')).CalendarPage,
    })),
  },
  {
    path: 'assessment',
    icon: <CheckSquareOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../assessment/assessment-page.tsx')).AssessmentPage,
    })),
  },
  {
    path: 'sources',
    icon: <BookOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../sources/sources-page.tsx')).SourcesPage,
    })),
  },
  {
    path: 'scenarios',
    icon: <ExperimentOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../simulator/scenarios-page.tsx')).ScenariosPage,
    })),
  },
  {
    path: 'simulator',
    icon: <PlayCircleOutlined aria-hidden />,
    Page: lazy(async () => ({
      default: (await import('../simulator/simulator-page.tsx')).SimulatorPage,
    })),
  },
]
