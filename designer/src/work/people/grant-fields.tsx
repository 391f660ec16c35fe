import { type Grant, may, type Permission, roles } from '@jieli/server/contracts'
import { Button, Form, type FormListFieldData, Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../api/use-session.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { type FormGrant, mayChooseUnits } from './form-grant.ts'
import { useCounties } from './use-counties.ts'
import { useCountyUnits } from './use-county-units.ts'

/** Within a form: what somebody may do where, a line for each role. */
export function GrantFields(props: {
  /** What lets one give them. */
  readonly permission: Permission
  /** Why the server would not give them. */
  readonly failure?: Error | undefined
}) {
  const { t } = useTranslation()
  return (
    <fieldset className="grant-fields">
      <legend>{t('people.grants')}</legend>
      <FailureNotice error={props.failure ?? null} />
      <Form.List name="grants">
        {(fields, { add, remove }) => (
          <>
            {fields.length === 0 && <p className="quiet">{t('people.form.noGrants')}</p>}
            {fields.map((field, index) => (
              <GrantField
                key={field.key}
                field={field}
                number={index + 1}
                permission={props.permission}
                onRemove={() => remove(field.name)}
              />
            ))}
            <Button onClick={() => add({})}>{t('people.form.addGrant')}</Button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function GrantField(props: {
  readonly field: FormListFieldData
  readonly number: number
  readonly permission: Permission
  readonly onRemove: () => void
}) {
  const { t } = useTranslation()
  const { name } = props.field
  const grant = (Form.useWatch(['grants', name]) ?? {}) as FormGrant
  const { role } = grant
  const numbered = { number: props.number }
  return (
    <div className="grant-field" role="group" aria-label={t('people.form.grant', numbered)}>
      <Form.Item
        name={[name, 'role']}
        label={t('people.form.role')}
        extra={role && t(`people.roleHints.${role}`)}
        rules={[{ required: true, message: t('people.form.roleMissing') }]}
      >
        <Select
          placeholder={t('people.form.chooseRole')}
          options={roles.map((each) => ({ value: each, label: t(`people.roles.${each}`) }))}
        />
      </Form.Item>
      <CountyField {...props} grant={grant} />
      {mayChooseUnits(grant) && (
        <Form.Item
          name={[name, 'whole']}
          label={t('people.form.reach')}
          rules={[{ required: true, message: t('people.form.reachMissing') }]}
        >
          <Radio.Group
            options={[
              { value: false, label: t('people.form.someUnits') },
              { value: true, label: t('people.form.wholeCounty') },
            ]}
          />
        </Form.Item>
      )}
      {mayChooseUnits(grant) && grant.whole === false && (
        <UnitsField name={name} county={grant.county} units={grant.units} />
      )}
      {role !== undefined && !mayChooseUnits(grant) && grant.county !== '*' && (
        <p className="quiet">{t('people.form.ofCounty')}</p>
      )}
      <Button
        size="small"
        aria-label={t('people.form.removeNamed', numbered)}
        onClick={props.onRemove}
      >
        {t('people.form.remove')}
      </Button>
    </div>
  )
}

function CountyField(props: {
  readonly field: FormListFieldData
  readonly permission: Permission
  readonly grant: FormGrant
}) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const { name } = props.field
  const { county } = props.grant
  const holder = { grants: (useSession().data?.grants ?? []) as readonly Grant[] }
  const counties = useCounties().filter(({ id }) => may(holder, props.permission, { county: id }))
  const everywhere = may(holder, props.permission, { county: '*' })
  const known = counties.some(({ id }) => id === county)
  return (
    <Form.Item
      name={[name, 'county']}
      label={t('people.form.county')}
      rules={[{ required: true, message: t('people.form.countyMissing') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('people.form.chooseCounty')}
        options={[
          ...(everywhere ? [{ value: '*', label: t('people.everyCounty') }] : []),
          ...counties.map(({ id, title }) => ({ value: id, label: title })),
          // One that is not seen here stays as it is.
          ...(county === undefined || county === '*' || known
            ? []
            : [{ value: county, label: county }]),
        ]}
        // Units are of one county.
        onChange={() => form.setFieldValue(['grants', name, 'units'], [])}
      />
    </Form.Item>
  )
}

function UnitsField(props: {
  readonly name: number
  readonly county: string | undefined
  readonly units: readonly string[] | undefined
}) {
  const { t } = useTranslation()
  const { units, pending, error } = useCountyUnits(props.county)
  const { units: chosen = [] } = props
  const listed = new Set(units.map(({ id }) => id))
  const options = units
    .filter(({ id, ended }) => !ended || chosen.includes(id))
    .map(({ id, title, offices, ended }) => ({
      value: id,
      label:
        title +
        (offices.length > 0
          ? t('people.form.offices', { offices: offices.join(t('tables.comma')) })
          : '') +
        (ended ? t('people.form.ended') : ''),
    }))
  const unlisted = chosen.filter((id) => !listed.has(id))
  return (
    <>
      <FailureNotice error={error} />
      <Form.Item
        name={[props.name, 'units']}
        label={t('people.form.units')}
        extra={t('people.form.unitsHint')}
        rules={[{ required: true, message: t('people.form.unitsMissing') }]}
      >
        <Select
          mode="multiple"
          loading={pending}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('people.form.chooseUnits')}
          notFoundContent={pending ? null : t('people.form.noUnits')}
          options={[
            ...options,
            ...unlisted.map((id) => ({
              value: id,
              label: pending ? id : t('people.form.unlisted', { id }),
            })),
          ]}
        />
      </Form.Item>
    </>
  )
}
