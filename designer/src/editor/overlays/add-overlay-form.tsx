import type { Value } from '@jieli/engine'
import type { Template } from '@jieli/server/contracts'
import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { AnswersFrom } from './answers-from.tsx'
import { OpenParameters } from './open-parameters.tsx'
import { ApiError } from '../../api/api-error.ts'
import { addOverlay } from '../../api/rulesets.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { today } from '../../document/editing/today.ts'
import { useOverlayChange } from './use-overlay-change.ts'
import type { DraftSaver } from '../draft/use-save-draft.ts'

/** Chooses an overlay, answers what it leaves open, and lays it over the draft. */
export function AddOverlayForm(props: {
  readonly overlays: readonly Template[]
  readonly saver: DraftSaver
}) {
  const { t } = useTranslation()
  const text = useText()
  const { parameters } = useRuleset()
  const [chosen, setChosen] = useState<string>()
  const [values, setValues] = useState<Readonly<Record<string, Value>>>({})
  const [from, setFrom] = useState(today)
  const [sample, setSample] = useState(false)
  const overlay = props.overlays.find(({ id }) => id === chosen)
  const adding = useOverlayChange<Parameters<typeof addOverlay>[2]>(
    props.saver,
    addOverlay,
    t('overlays.added', { title: text(overlay?.title) }),
  )
  const issues = adding.error instanceof ApiError ? adding.error.issues : []
  // Parameters that the draft has values for are not shown again.
  const answered = new Set(
    parameters.filter(({ values: dated }) => dated.length > 0).map(({ id }) => id),
  )
  const open = overlay?.openParameters.filter(({ id }) => !answered.has(id)) ?? []
  return (
    <>
      <Radio.Group
        className="overlay-choices"
        aria-label={t('overlays.add')}
        value={chosen}
        onChange={({ target }) => {
          setChosen(target.value as string)
          setValues({})
          adding.reset()
        }}
      >
        {props.overlays.map(({ id, title, version, description }) => (
          <Radio key={id} value={id}>
            {text(title)} <span className="quiet">{version}</span>
            <span className="quiet overlay-about">{text(description)}</span>
          </Radio>
        ))}
      </Radio.Group>
      {overlay !== undefined && (
        <section className="overlay-open" aria-labelledby="overlay-open">
          <h4 id="overlay-open">{t('overlays.asks')}</h4>
          {open.length > 0 && (
            <AnswersFrom from={from} onFrom={setFrom} sample={sample} onSample={setSample} />
          )}
          <OpenParameters
            bases={[{ ...overlay, openParameters: open }]}
            values={values}
            issues={issues}
            onChange={setValues}
          />
        </section>
      )}
      <FailureNotice error={adding.error}>
        <ul>
          {issues.map((issue, index) => (
            <li key={index}>{text(issue.message)}</li>
          ))}
        </ul>
      </FailureNotice>
      <div className="overlay-end">
        <Button
          type="primary"
          disabled={overlay === undefined}
          loading={adding.isPending}
          onClick={() => {
            if (overlay !== undefined)
              adding.mutate({ overlay: overlay.id, parameters: values, from, sample })
          }}
        >
          {t('overlays.addDo')}
        </Button>
      </div>
    </>
  )
}
