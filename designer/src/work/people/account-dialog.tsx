import type { User } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Form, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { addUser, changeUser } from '../../api/people.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { useSession } from '../../api/use-session.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ErrorsInLanguage } from '../../kit/fields/errors-in-language.tsx'
import { AccountFields } from './account-fields.tsx'
import { type FormGrant, toFormGrant, toGrants } from './form-grant.ts'
import { GrantFields } from './grant-fields.tsx'
import { GrantList } from './grant-list.tsx'
import { isGrantFailure } from './is-grant-failure.ts'

interface Entered {
  readonly username?: string
  readonly title: string
  readonly password?: string
  readonly grants?: readonly FormGrant[]
}

/** An account as it is given out: who signs in by it, and with what the first time. */
export interface GivenAccount {
  readonly user: User
  /** Nothing where it was not changed. */
  readonly password: string | undefined
}

/** Which field a refusal is about. */
const fieldOf: Readonly<Record<string, keyof Entered>> = {
  USERNAME_TAKEN: 'username',
  // What else makes an account invalid the form has refused before.
  ACCOUNT_INVALID: 'password',
}

/** Makes an account, or changes one: how its holder is called, a password anew, and what they may do where. */
export function AccountDialog(props: {
  /** Nothing for a new one. */
  readonly user?: User
  readonly onSaved: (account: GivenAccount) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const queries = useQueryClient()
  const [form] = Form.useForm<Entered>()
  const key = useRequestKey()
  const { user, onSaved, onClose } = props
  const own = useSession().data?.username === user?.username
  const saving = useMutation({
    mutationFn: async (entered: Entered): Promise<GivenAccount> => {
      const { username = '', title, password = '' } = entered
      const grants = toGrants(entered.grants)
      if (user === undefined) {
        const made = { username: username.trim(), title: title.trim(), password, grants }
        return { user: await addUser(made, key.read()), password }
      }
      const changed = await changeUser(user.username, {
        ...(title.trim() !== user.title && { title: title.trim() }),
        ...(!own && { grants }),
        ...(password !== '' && { password }),
      })
      return { user: changed, password: password === '' ? undefined : password }
    },
    onSuccess: (given) => {
      onSaved(given)
      onClose()
    },
    onError: (error) => {
      key.failed(error)
      if (!(error instanceof ApiError)) return
      const field = fieldOf[error.code]
      if (field !== undefined)
        form.setFields([{ name: field, errors: [text(error.problem.message)] }])
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['users'] }),
  })
  const failure = saving.error ?? undefined
  const besideField = failure instanceof ApiError && fieldOf[failure.code] !== undefined
  const ofGrants = isGrantFailure(failure)
  return (
    <Modal
      open
      width={720}
      title={
        user === undefined
          ? t('people.form.makeTitle')
          : t('people.form.changeTitle', { name: user.title })
      }
      okText={t(user === undefined ? 'people.form.make' : 'people.form.save')}
      cancelText={t('assessment.cancel')}
      confirmLoading={saving.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        initialValues={{ title: user?.title, grants: user?.grants.map(toFormGrant) ?? [{}] }}
        onFinish={(entered) => saving.mutate(entered)}
      >
        <ErrorsInLanguage />
        <AccountFields user={user} own={own} />
        {own ? (
          <>
            <h3>{t('people.grants')}</h3>
            <GrantList grants={user?.grants ?? []} />
            <p className="quiet">{t('people.form.ownGrants')}</p>
          </>
        ) : (
          <GrantFields permission="users.manage" failure={ofGrants ? failure : undefined} />
        )}
        {(user?.groupGrants.length ?? 0) > 0 && (
          <>
            <p className="quiet">{t('people.form.groupGrants')}</p>
            <GrantList grants={user?.groupGrants ?? []} />
          </>
        )}
        {!besideField && !ofGrants && <FailureNotice error={failure ?? null} />}
      </Form>
    </Modal>
  )
}
