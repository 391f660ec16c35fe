import { may, type JurisdictionNode } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listJurisdictionProposals, readJurisdictions } from '../../api/jurisdictions.ts'
import { useSession } from '../../api/use-session.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { JurisdictionTable } from './jurisdiction-table.tsx'
import { ProposalPanel } from './proposal-panel.tsx'
import { ProposeDialog } from './propose-dialog.tsx'
import { usePacks } from './use-packs.ts'
import './jurisdictions.css'

/** The tree of jurisdictions: what each binds below it, what is proposed, and proposing something else. */
export function JurisdictionsPage() {
  const { t } = useTranslation()
  const holder = { grants: useSession().data?.grants ?? [] }
  const mayChange = may(holder, 'jurisdictions.manage', { county: '*' })
  const tree = useQuery({ queryKey: ['jurisdictions'], queryFn: readJurisdictions })
  const proposals = useQuery({
    queryKey: ['jurisdiction-proposals'],
    queryFn: listJurisdictionProposals,
    enabled: mayChange,
  })
  const [about, setAbout] = useState<JurisdictionNode | 'new'>()
  const [done, setDone] = useState<string>()
  const packs = usePacks()
  const nodes = tree.data ?? []
  const waiting = proposals.data ?? []
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('jurisdictions.title')}</h1>
      <p className="quiet">{t('jurisdictions.hint')}</p>
      {(tree.isPending || packs.isPending || proposals.isLoading) && <Waiting />}
      <FailureNotice error={tree.error ?? proposals.error ?? packs.error} />
      {done !== undefined && <Notice kind="success" title={done} />}
      {mayChange && proposals.isSuccess && tree.isSuccess && !packs.isPending && (
        <section aria-labelledby="jurisdiction-proposals">
          <h2 id="jurisdiction-proposals" className="jurisdiction-heading">
            {t('jurisdictions.proposals')}
          </h2>
          {waiting.length === 0 && <p className="quiet">{t('jurisdictions.noProposals')}</p>}
          {waiting.map((proposal) => (
            <ProposalPanel key={proposal.id} proposal={proposal} nodes={nodes} onDone={setDone} />
          ))}
        </section>
      )}
      {tree.isSuccess && !packs.isPending && (
        <section aria-labelledby="jurisdiction-tree">
          <div className="jurisdiction-head">
            <h2 id="jurisdiction-tree" className="jurisdiction-heading">
              {t('jurisdictions.tree')}
            </h2>
            {mayChange && (
              <Button onClick={() => setAbout('new')}>{t('jurisdictions.proposeNew')}</Button>
            )}
          </div>
          <JurisdictionTable
            nodes={nodes}
            proposals={waiting}
            onPropose={mayChange ? setAbout : undefined}
          />
        </section>
      )}
      {about !== undefined && (
        <ProposeDialog
          nodes={nodes}
          node={about === 'new' ? undefined : about}
          onSent={(words) => {
            setDone(words)
            setAbout(undefined)
          }}
          onClose={() => setAbout(undefined)}
        />
      )}
    </main>
  )
}
