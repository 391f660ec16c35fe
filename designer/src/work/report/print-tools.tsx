import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

/** Above a page to print: the way back, what else is done with it, and printing. Not printed itself. */
export function PrintTools(props: {
  readonly to: string
  readonly back: string
  readonly children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className="report-tools">
      <Link to={props.to}>{props.back}</Link>
      <span className="spacer" />
      {props.children}
      <Button type="primary" icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
        {t('report.print')}
      </Button>
    </div>
  )
}
