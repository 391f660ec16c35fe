import type { Value } from '@jieli/engine'
import type { IssueReply, Template } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Cited } from '../../kit/fields/cited.tsx'
import './open-parameters.css'

/** The open parameters of the template and the overlays, each with the clause that requires it. */
export function OpenParameters(props: {
  readonly bases: readonly Template[]
  readonly values: Readonly<Record<string, Value>>
  readonly issues: readonly IssueReply[]
  readonly onChange: (values: Readonly<Record<string, Value>>) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { bases, values, issues, onChange } = props
  const sources = bases.flatMap((base) => base.sources)
  const open = [
    ...new Map(
      bases.flatMap((base) => base.openParameters.map((each) => [each.id, each] as const)),
    ).values(),
  ]
  if (open.length === 0) return <p>{t('adapt.nothingOpen')}</p>
  return (
    <>
      <p aria-live="polite">
        {t('adapt.answered', {
          number: open.filter(({ id }) => values[id] !== undefined).length,
          total: open.length,
        })}
      </p>
      <div className="open-parameters">
        {open.map(({ id, title, description, type, unit, codes, cites, minimum, maximum }) => (
          <Field
            key={id}
            title={text(title)}
            {...(description === undefined ? {} : { hint: text(description) })}
          >
            <ValueInput
              definition={{ type, unit, values: codes, minimum, maximum }}
              label={text(title)}
              value={values[id] ?? null}
              onCommit={(value) => {
                const { [id]: _before, ...others } = values
                onChange(value === null ? others : { ...others, [id]: value })
              }}
            />
            <Cited cites={cites} sources={sources} />
            {issues
              .filter(({ path }) => `${path}/`.startsWith(`/parameters/${id}/`))
              .map((issue, index) => (
                <span className="field-problem" key={index}>
                  {text(issue.message)}
                </span>
              ))}
          </Field>
        ))}
      </div>
    </>
  )
}
