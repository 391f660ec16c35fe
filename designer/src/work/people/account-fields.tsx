import type { User } from '@jieli/server/contracts'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { newPassword } from './new-password.ts'

/** As the server counts and takes them. */
const shortest = 10
const username = /^[a-z0-9][a-z0-9._@-]{0,63}$/i

/** Within a form: who the account is for, and what they first sign in with. */
export function AccountFields(props: { readonly user: User | undefined; readonly own: boolean }) {
  const { t } = useTranslation()
  const form = Form.useFormInstance()
  const { user, own } = props
  const anew = user === undefined
  return (
    <>
      {anew && (
        <Form.Item
          name="username"
          label={t('people.form.username')}
          extra={t('people.form.usernameHint')}
          rules={[
            { required: true, whitespace: true, message: t('people.form.usernameMissing') },
            { pattern: username, message: t('people.form.usernameWrong') },
          ]}
        >
          <Input autoComplete="off" autoFocus maxLength={64} />
        </Form.Item>
      )}
      <Form.Item
        name="title"
        label={t('people.form.title')}
        rules={[{ required: true, whitespace: true, message: t('people.form.titleMissing') }]}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
      {user?.provider === true && <p className="quiet">{t('people.form.passwordElsewhere')}</p>}
      {own && <p className="quiet">{t('people.form.ownPassword')}</p>}
      {user?.provider !== true && !own && (
        <Form.Item
          label={t(anew ? 'people.form.password' : 'people.form.otherPassword')}
          htmlFor="password"
          extra={t(anew ? 'people.form.passwordHint' : 'people.form.otherPasswordHint', {
            shortest,
          })}
        >
          <div className="password-field">
            <Form.Item
              name="password"
              rules={[
                { required: anew, message: t('people.form.passwordMissing') },
                { min: shortest, message: t('password.newShort', { shortest }) },
              ]}
            >
              <Input autoComplete="off" maxLength={256} className="code" />
            </Form.Item>
            <Button
              onClick={() => {
                form.setFieldValue('password', newPassword())
                void form.validateFields(['password'])
              }}
            >
              {t('people.form.makePassword')}
            </Button>
          </div>
        </Form.Item>
      )}
    </>
  )
}
