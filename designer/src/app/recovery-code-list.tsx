import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** The recovery codes, shown once; one goes on when they are kept. */
export function RecoveryCodeList(props: {
  readonly codes: readonly string[]
  readonly onDone: () => void
}) {
  const { t } = useTranslation()
  const [kept, setKept] = useState(false)
  return (
    <>
      <p role="status">{t('secondFactor.on')}</p>
      <p className="quiet">{t('secondFactor.recoveryHint')}</p>
      <ul className="second-factor-codes code" aria-label={t('secondFactor.recovery')}>
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <p>
        <Checkbox checked={kept} onChange={({ target }) => setKept(target.checked)}>
          {t('secondFactor.kept')}
        </Checkbox>
      </p>
      <Button type="primary" size="large" block disabled={!kept} onClick={props.onDone}>
        {t('secondFactor.done')}
      </Button>
    </>
  )
}
