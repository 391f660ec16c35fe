import { Form } from 'antd'
import { useEffect } from 'react'
import { useLanguage } from '../i18n/use-language.ts'

/** Within a form: says again what is wrong with its fields when another language is chosen. */
export function ErrorsInLanguage() {
  const form = Form.useFormInstance()
  const language = useLanguage()
  useEffect(() => {
    const wrong = form.getFieldsError().filter(({ errors }) => errors.length > 0)
    const names = wrong.map(({ name }) => name)
    if (names.length > 0) void form.validateFields(names).catch(() => undefined)
  }, [form, language])
  return null
}
