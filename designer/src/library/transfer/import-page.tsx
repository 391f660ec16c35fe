import { UploadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Spin } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ApiError } from '../../api/api-error.ts'
import { importFile, maxPackageCharacters, previewImport } from '../../api/transfer.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ImportPreviewPanel } from './import-preview-panel.tsx'
import { ImportResult } from './import-result.tsx'
import { SignersPanel } from './signers-panel.tsx'
import './transfer.css'

/** Takes a ruleset from another server in: choose its file, look at what it holds, confirm. */
export function ImportPage() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [file, setFile] = useState<{ name: string; text: string }>()
  const input = useRef<HTMLInputElement>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const looking = useMutation({ mutationFn: previewImport })
  const taking = useMutation({
    mutationFn: importFile,
    onSuccess: () =>
      Promise.all(
        ['templates', 'rulesets', 'worklist'].map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  })

  const choose = async (chosen: File | undefined): Promise<void> => {
    looking.reset()
    taking.reset()
    setFile(undefined)
    setTooLarge(chosen !== undefined && chosen.size > 3 * maxPackageCharacters)
    if (chosen === undefined || chosen.size > 3 * maxPackageCharacters) return
    const text = await chosen.text()
    setFile({ name: chosen.name, text })
    looking.mutate(text)
  }

  const failure = taking.error ?? looking.error
  const preview = looking.data
  return (
    <main className="page page-narrow">
      <p>
        <Link to="/templates">{t('adapt.back')}</Link>
      </p>
      <h1 className="page-title">{t('transfer.importTitle')}</h1>
      <p className="quiet">{t('transfer.importHint')}</p>
      <section className="panel transfer-panel" aria-labelledby="transfer-choose">
        <h2 id="transfer-choose">{t('transfer.choose')}</h2>
        <div className="transfer-file">
          <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
            {t('transfer.chooseFile')}
          </Button>
          <input
            ref={input}
            className="visually-hidden"
            type="file"
            tabIndex={-1}
            aria-label={t('transfer.file')}
            accept=".json,application/json"
            onChange={(event) => {
              const [chosen] = event.target.files ?? []
              void choose(chosen)
              // So that the same file, mended, can be chosen again.
              event.target.value = ''
            }}
          />
          <span className={file === undefined ? 'quiet' : 'code'}>
            {file?.name ?? t('transfer.file')}
          </span>
        </div>
        {tooLarge && <Notice kind="error" title={t('transfer.tooLarge')} />}
        <div role="status">
          {looking.isPending && (
            <p>
              <Spin size="small" /> {t('transfer.checking')}
            </p>
          )}
        </div>
      </section>
      {failure !== null && <Refusal error={failure} />}
      {preview !== undefined && file !== undefined && taking.data === undefined && (
        <ImportPreviewPanel preview={preview} onAccepted={() => looking.mutate(file.text)}>
          <Button
            type="primary"
            disabled={!preview.signer.known || !preview.changes}
            loading={taking.isPending}
            onClick={() => taking.mutate(file.text)}
          >
            {t('transfer.confirm')}
          </Button>
        </ImportPreviewPanel>
      )}
      {taking.data !== undefined && (
        <ImportResult imported={taking.data} versions={preview?.versions ?? []} />
      )}
      <SignersPanel />
    </main>
  )
}

function Refusal(props: { readonly error: Error }) {
  const { t } = useTranslation()
  const text = useText()
  const issues = props.error instanceof ApiError ? props.error.issues : []
  return (
    <FailureNotice error={props.error}>
      <p>{t('transfer.nothingStored')}</p>
      {issues.length > 0 && (
        <ul className="transfer-issues">
          {issues.map((issue) => (
            <li key={`${issue.path} ${issue.code}`}>{text(issue.message)}</li>
          ))}
        </ul>
      )}
    </FailureNotice>
  )
}
