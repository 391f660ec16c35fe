import { type ImportedCodeMap, mayWhole } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Modal, Select } from 'antd'
import type dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { importCodeMap } from '../../api/code-maps.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { useSession } from '../../api/use-session.ts'
import { FileButton } from '../../kit/fields/file-button.tsx'
import { TableRefusal } from '../../kit/notices/table-refusal.tsx'
import { useCounties } from '../people/use-counties.ts'
import { ErrorsInLanguage } from '../../kit/fields/errors-in-language.tsx'

interface Entered {
  readonly county: string
  readonly title: string
  readonly sourceName: string
  readonly sourceSystem: string
  readonly sourceVersion?: string
  readonly targetName: string
  readonly targetSystem: string
  readonly targetVersion?: string
  readonly document: string
  readonly documentOn: dayjs.Dayjs
}

const sides = ['source', 'target'] as const

/** Brings a map in: whose it is, between which editions, from which document, and the table. */
export function ImportDialog(props: {
  readonly onImported: (imported: ImportedCodeMap) => void
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [form] = Form.useForm<Entered>()
  const [file, setFile] = useState<File>()
  const [missing, setMissing] = useState(false)
  const key = useRequestKey()
  const holder = { grants: useSession().data?.grants ?? [] }
  const counties = useCounties().filter(({ id }) => mayWhole(holder, 'drafts.write', id))
  const importing = useMutation({
    mutationFn: async ({ entered, table }: { entered: Entered; table: File }) => {
      const { documentOn, sourceVersion, targetVersion, ...about } = entered
      const versions = {
        ...(sourceVersion !== undefined && { sourceVersion }),
        ...(targetVersion !== undefined && { targetVersion }),
      }
      const query = { ...about, ...versions, documentOn: documentOn.format('YYYY-MM-DD') }
      return await importCodeMap(query, table, key.read())
    },
    onSuccess: (imported) => {
      props.onImported(imported)
      props.onClose()
    },
    onError: key.failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['code-maps'] }),
  })
  const required = (field: string) => [
    { required: true, message: t('codeMaps.missing', { field: t(`codeMaps.fields.${field}`) }) },
  ]
  return (
    <Modal
      open
      width={760}
      title={t('codeMaps.import')}
      okText={t('codeMaps.importIt')}
      cancelText={t('assessment.cancel')}
      confirmLoading={importing.isPending}
      onOk={() => {
        setMissing(file === undefined)
        form.submit()
      }}
      onCancel={props.onClose}
    >
      <Form<Entered>
        form={form}
        layout="vertical"
        requiredMark={false}
        scrollToFirstError={{ focus: true }}
        onFinish={(entered) => {
          if (file !== undefined) importing.mutate({ entered, table: file })
        }}
      >
        <ErrorsInLanguage />
        <Form.Item name="county" label={t('codeMaps.fields.county')} rules={required('county')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('people.form.chooseCounty')}
            options={counties.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t('codeMaps.fields.title')} rules={required('title')}>
          <Input maxLength={200} placeholder={t('codeMaps.titleExample')} />
        </Form.Item>
        {sides.map((side) => (
          <fieldset key={side} className="framed-part code-map-side">
            <legend>{t(`codeMaps.sides.${side}`)}</legend>
            <Form.Item
              name={`${side}Name`}
              label={t(`codeMaps.fields.${side}Name`)}
              rules={required(`${side}Name`)}
            >
              <Input maxLength={200} placeholder={t(`codeMaps.examples.${side}`)} />
            </Form.Item>
            <Form.Item
              name={`${side}System`}
              label={t(`codeMaps.fields.${side}System`)}
              extra={t('codeMaps.systemHint')}
              rules={required(`${side}System`)}
            >
              <Input maxLength={200} className="code" />
            </Form.Item>
            <Form.Item
              name={`${side}Version`}
              label={t(`codeMaps.fields.${side}Version`)}
              extra={t('codeMaps.versionHint')}
            >
              <Input maxLength={100} className="code" />
            </Form.Item>
          </fieldset>
        ))}
        <Form.Item
          name="document"
          label={t('codeMaps.fields.document')}
          extra={t('codeMaps.documentHint')}
          rules={required('document')}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item
          name="documentOn"
          label={t('codeMaps.fields.documentOn')}
          rules={required('documentOn')}
        >
          <DatePicker />
        </Form.Item>
        <Form.Item
          className="code-map-upload"
          label={t('codeMaps.fields.file')}
          extra={t('codeMaps.fileHint')}
          {...(missing && file === undefined
            ? { validateStatus: 'error' as const, help: t('codeMaps.fileMissing') }
            : {})}
        >
          <FileButton label={t('codeMaps.chooseFile')} busy={false} onChoose={setFile} />
          {file !== undefined && <span className="code-map-file">{file.name}</span>}
        </Form.Item>
        <TableRefusal
          error={importing.error}
          columnTitle={(column) => t(`codeMaps.columns.${column}`, { defaultValue: column })}
        />
      </Form>
    </Modal>
  )
}
