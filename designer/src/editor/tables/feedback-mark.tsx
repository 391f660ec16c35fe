import { Popover } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FeedbackPanel } from './feedback-panel.tsx'
import { type RuleFeedback, useRuleFeedback } from './use-rule-feedback.ts'

/** How a rule fares with the doctors who are advised by it: a sentence that opens the counts, and nothing where nobody said. */
export function FeedbackMark(props: { readonly decision: string; readonly line: string }) {
  const feedback = useRuleFeedback(props.decision, props.line)
  return feedback === undefined ? null : <OpenableSentence feedback={feedback} />
}

function OpenableSentence({ feedback }: { readonly feedback: RuleFeedback }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const sentence = useSentence(feedback)
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      destroyOnHidden
      content={
        <div
          className="feedback-panel"
          role="group"
          aria-label={t('feedback.title')}
          onKeyDown={(event) => {
            // For React the panel is inside the table: its keys must not move the table's focus.
            event.stopPropagation()
            if (event.key !== 'Escape') return
            setOpen(false)
            button.current?.focus()
          }}
        >
          <FeedbackPanel feedback={feedback} />
        </div>
      }
    >
      <button
        ref={button}
        type="button"
        className="feedback-mark"
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {sentence}
      </button>
    </Popover>
  )
}

/** "Overridden 3 of 8 times (about 38 %) in 2 units". */
function useSentence({ accepted, overridden, units }: RuleFeedback): string {
  const { t } = useTranslation()
  const said = accepted + overridden
  const tenths = (overridden * 1000) / said
  const percent = Math.round(tenths / 10)
  const share = t(tenths === percent * 10 ? 'feedback.exactly' : 'feedback.about', { percent })
  const counts = { overridden, said, share }
  return units === undefined
    ? t('feedback.sentence', counts)
    : t('feedback.sentenceIn', { ...counts, count: units })
}
