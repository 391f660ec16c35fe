import { subjectOf } from '@jieli/engine'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { startCase } from '../../api/cases.ts'
import { useRequestKey } from '../../api/use-request-key.ts'
import { listRulesets, readRulesetVersion } from '../../api/rulesets.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { AttachmentField } from '../attachments/attachment-field.tsx'
import { attachmentsInput, useUploads } from '../attachments/use-uploads.ts'
import './procedures.css'

/** Begins a procedure of a county in force: it is chosen, and nothing is filled in. */
export function BeginProcedure() {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState<string>()
  const [pathway, setPathway] = useState<string>()
  const [aboutDraft, setAboutDraft] = useState(true)
  const [draftOf, setDraftOf] = useState<string>()
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const running = (rulesets.data?.items ?? []).filter(
    ({ kind, inForce }) => kind === 'county' && inForce !== undefined,
  )
  const current = running.find(({ id }) => id === chosen) ?? running[0]
  const version = useQuery({
    queryKey: ['version', current?.id, current?.inForce],
    queryFn: () => readRulesetVersion(current?.id ?? '', current?.inForce ?? ''),
    enabled: current !== undefined,
    staleTime: Infinity,
  })
  const procedures = (version.data?.ruleset.pathways ?? []).filter(
    (each) => subjectOf(each) === 'community',
  )
  // What is not in force yet goes through the procedures of the county's other rulesets.
  const drafted = (rulesets.data?.items ?? []).filter(
    ({ county, draft, inForce }) =>
      county === current?.county && draft !== undefined && inForce === undefined,
  )
  const other = drafted.find(({ id }) => id === draftOf)
  const governs = procedures.find(({ id }) => id === pathway)?.governs !== undefined
  const key = useRequestKey()
  const uploads = useUploads(null)
  const beginning = useMutation({
    mutationFn: (input: { ruleset: string; pathway: string; draft?: true | { ruleset: string } }) =>
      startCase({ ...input, facts: {}, ...attachmentsInput(uploads) }, key.read()),
    onSuccess: async (begun) => {
      await queryClient.invalidateQueries({ queryKey: ['procedures'] })
      await navigate(`/cases/${begun.id}`)
    },
    onError: key.failed,
  })
  if (current === undefined) return <FailureNotice error={rulesets.error} />
  return (
    <section className="panel procedures" aria-labelledby="procedures-begin">
      <h2 id="procedures-begin">{t('procedures.begin')}</h2>
      <div className="procedures-begin">
        <Select
          className="procedures-pick"
          aria-label={t('procedures.ruleset')}
          value={current.id}
          options={running.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(id) => {
            setChosen(id)
            setPathway(undefined)
            setDraftOf(undefined)
          }}
        />
        <Select
          className="procedures-pick"
          aria-label={t('procedures.which')}
          placeholder={t('procedures.which')}
          {...(pathway === undefined ? {} : { value: pathway })}
          options={procedures.map(({ id, title }) => ({ value: id, label: text(title) }))}
          notFoundContent={t('procedures.noneHere')}
          onChange={setPathway}
        />
        <Button
          type="primary"
          disabled={pathway === undefined || !uploads.whole}
          loading={beginning.isPending}
          onClick={() => {
            if (pathway === undefined) return
            const about = other === undefined ? (true as const) : { ruleset: other.id }
            const draft = governs && aboutDraft && { draft: about }
            beginning.mutate({ ruleset: current.id, pathway, ...draft })
          }}
        >
          {t('procedures.beginIt')}
        </Button>
      </div>
      {governs && (
        <Checkbox checked={aboutDraft} onChange={({ target }) => setAboutDraft(target.checked)}>
          {t('procedures.aboutDraft')}
        </Checkbox>
      )}
      {governs && aboutDraft && drafted.length > 0 && (
        <Select
          className="procedures-pick"
          aria-label={t('procedures.draftOf')}
          value={other?.id ?? current.id}
          options={[current, ...drafted].map(({ id, title }) => ({
            value: id,
            label: t('procedures.draftOfRuleset', { title: text(title) }),
          }))}
          onChange={setDraftOf}
        />
      )}
      {pathway !== undefined && <AttachmentField uploads={uploads} />}
      <p className="quiet">{t('procedures.beginHint')}</p>
      <FailureNotice error={version.error ?? beginning.error} />
    </section>
  )
}
