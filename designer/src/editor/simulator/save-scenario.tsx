import type { Scenario, Text } from '@jieli/engine'
import { App, Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'

/** Asks for a name and adds what was just done to the ruleset's scenarios. */
export function SaveScenario(props: {
  readonly suggested: Text
  readonly disabled: boolean
  readonly make: (name: { readonly id: string; readonly title: Text }) => Scenario | undefined
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const run = useRunCommand()
  const { scenarios } = useRuleset()
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState<Text>(props.suggested)
  const change = (next: boolean): void => {
    setOpen(next)
    if (next) setTitle(props.suggested)
  }
  const save = (): void => {
    const id = freshId(
      'saved',
      scenarios.map((scenario) => scenario.id),
    )
    const zh = title.zh.trim() || title.en.trim()
    const scenario = props.make({ id, title: { zh, en: title.en.trim() || zh } })
    if (scenario === undefined) return
    run(upsertListItem('scenarios', scenario))
    setOpen(false)
    void message.success(t('simulator.saved'))
  }
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={change}
      content={
        <div className="save-scenario">
          <label htmlFor="scenario-zh">{t('simulator.scenarioZh')}</label>
          <Input
            id="scenario-zh"
            value={title.zh}
            onChange={({ target }) => setTitle({ ...title, zh: target.value })}
          />
          <label htmlFor="scenario-en">{t('simulator.scenarioEn')}</label>
          <Input
            id="scenario-en"
            value={title.en}
            onChange={({ target }) => setTitle({ ...title, en: target.value })}
          />
          <p className="quiet">{t('simulator.saveHint')}</p>
          <Button
            type="primary"
            disabled={title.zh.trim() === '' && title.en.trim() === ''}
            onClick={save}
          >
            {t('simulator.save')}
          </Button>
        </div>
      }
    >
      <Button disabled={props.disabled}>{t('simulator.saveAs')}</Button>
    </Popover>
  )
}
