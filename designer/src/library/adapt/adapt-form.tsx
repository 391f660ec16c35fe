import type { Text, Value } from '@jieli/engine'
import type { IssueReply, Template } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { idFromTitle } from '../../document/state/id-from-title.ts'
import { ApiError } from '../../api/api-error.ts'
import { listRulesets } from '../../api/rulesets.ts'
import { createRuleset } from '../../api/templates.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { today } from '../../document/editing/today.ts'
import { LockedItems } from './locked-items.tsx'
import { AnswersFrom } from '../../editor/overlays/answers-from.tsx'
import { OpenParameters } from '../../editor/overlays/open-parameters.tsx'

/** As the engine reads ids, which are also part of addresses. */
const idForm = /^[A-Za-z][A-Za-z0-9]*([.-][A-Za-z0-9]+)*$/

/** Names the county, chooses overlays, answers what is open, shows what holds, and begins the draft. */
export function AdaptForm(props: {
  readonly template: Template
  readonly overlays: readonly Template[]
}) {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { template, overlays } = props
  const [title, setTitle] = useState<Text>()
  const [idSaid, setId] = useState('')
  const known = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const suggested = idFromTitle(title, 'county', known.data?.items.map((each) => each.id) ?? [])
  const id = idSaid === '' ? suggested : idSaid
  // The county whose people look after the ruleset; named like the ruleset unless somebody changes it.
  const [countySaid, setCounty] = useState('')
  const county = countySaid === '' ? id : countySaid
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [values, setValues] = useState<Readonly<Record<string, Value>>>({})
  const [from, setFrom] = useState(today)
  const [sample, setSample] = useState(false)
  const bases = [template, ...overlays.filter((overlay) => chosen.includes(overlay.id))]
  const creating = useMutation({
    mutationFn: () =>
      createRuleset({
        id,
        title: title ?? { zh: '', en: '' },
        county,
        template: template.id,
        overlays: chosen.map((each) => ({ id: each })),
        parameters: values,
        from,
        sample,
      }),
    onSuccess: (created) => {
      void queryClient.invalidateQueries({ queryKey: ['rulesets'] })
      void navigate(`/rulesets/${created.id}`)
    },
  })
  const issues = creating.error instanceof ApiError ? creating.error.issues : []
  const ready = idForm.test(id) && idForm.test(county) && title !== undefined
  return (
    <>
      <h1 className="page-title">{t('adapt.title', { title: text(template.title) })}</h1>
      <p className="quiet">
        {t('adapt.hint')} <Link to={`/templates/${template.id}/book`}>{t('adapt.readFirst')}</Link>
      </p>
      <section className="panel adapt-part" aria-labelledby="adapt-county">
        <h2 id="adapt-county">{t('adapt.county')}</h2>
        <Field title={t('adapt.name')}>
          <OptionalTextPair label={t('adapt.name')} value={title} onCommit={setTitle} />
        </Field>
        <details>
          <summary>{t('adapt.ids')}</summary>
          <Field title={t('adapt.id')} hint={t('adapt.idHint')}>
            <CommitInput
              label={t('adapt.id')}
              placeholder={suggested}
              value={idSaid}
              check={(typed) =>
                typed === '' || idForm.test(typed) ? undefined : t('tables.idForm')
              }
              onCommit={setId}
            />
          </Field>
          <Field title={t('adapt.countyId')} hint={t('adapt.countyIdHint')}>
            <CommitInput
              label={t('adapt.countyId')}
              placeholder={id}
              value={countySaid}
              check={(typed) =>
                typed === '' || idForm.test(typed) ? undefined : t('tables.idForm')
              }
              onCommit={setCounty}
            />
          </Field>
        </details>
      </section>
      {overlays.length > 0 && (
        <section className="panel adapt-part" aria-labelledby="adapt-overlays">
          <h2 id="adapt-overlays">{t('adapt.overlays')}</h2>
          <p className="quiet">{t('adapt.overlaysHint')}</p>
          <ul className="adapt-list">
            {overlays.map((overlay) => (
              <li key={overlay.id}>
                <Checkbox
                  checked={chosen.includes(overlay.id)}
                  onChange={({ target }) =>
                    setChosen(
                      target.checked
                        ? [...chosen, overlay.id]
                        : chosen.filter((each) => each !== overlay.id),
                    )
                  }
                >
                  {text(overlay.title)}
                </Checkbox>
                <p className="quiet">{text(overlay.description)}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel adapt-part" aria-labelledby="adapt-open">
        <h2 id="adapt-open">{t('adapt.open')}</h2>
        <p className="quiet">{t('adapt.openHint')}</p>
        <AnswersFrom from={from} onFrom={setFrom} sample={sample} onSample={setSample} />
        <OpenParameters bases={bases} values={values} issues={issues} onChange={setValues} />
      </section>
      <LockedItems bases={bases} />
      <FailureNotice error={creating.error}>
        <IssueTexts issues={issues} />
      </FailureNotice>
      <div className="adapt-end">
        <span className="quiet">{t(ready ? 'adapt.createHint' : 'adapt.notReady')}</span>
        <Button
          type="primary"
          disabled={!ready}
          loading={creating.isPending}
          onClick={() => creating.mutate()}
        >
          {t('adapt.create')}
        </Button>
      </div>
    </>
  )
}

function IssueTexts(props: { readonly issues: readonly IssueReply[] }) {
  const text = useText()
  return (
    <ul>
      {props.issues.map((issue, index) => (
        <li key={index}>{text(issue.message)}</li>
      ))}
    </ul>
  )
}
