import {
  type AssessmentResult,
  type Bundle,
  type ExactNumber,
  fractionOfExact,
  type IndicatorResult,
  indexRuleset,
  type Period,
  type ScoreCard,
  type Text,
  writtenNumber,
} from '@jieli/engine'
import type { FolderData } from '../data-folder/read-data-folder.ts'
import { verdictLabels } from '../exchange/result-table.ts'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

interface Printed {
  readonly bundle: Bundle
  readonly period: Period
  readonly data: FolderData
  readonly results: readonly AssessmentResult[]
}

/** Prints an assessment for people: what it rests on, the ranking, each score card with how it was worked out, alerts. */
export function printAssessment(
  terminal: Terminal,
  { bundle, period, data, results }: Printed,
): void {
  const { manifest, assessmentSchemes } = bundle.ruleset
  const zh = terminal.language === 'zh'
  const cases = Object.entries(data.cases).map(
    ([pathway, count]) => `${pathway} ${count.toLocaleString('en')}`,
  )
  terminal.line(
    `${terminal.say(manifest.title)} ${manifest.id} ${manifest.version} · ${period.text}`,
  )
  terminal.line(
    terminal.say({
      zh: `规则包 ${bundle.hash}；参数取 ${period.end} 有效的值。`,
      en: `Bundle ${bundle.hash}; parameters as in force on ${period.end}.`,
    }),
  )
  terminal.line(
    terminal.say({
      zh: `数据：${data.units.length} 个单位；读入个案 ${cases.join('，') || '0'}；读入指标数据 ${data.figures.length.toLocaleString('en')} 项。`,
      en: `Data: ${data.units.length} units; cases read: ${cases.join(', ') || '0'}; figures read: ${data.figures.length.toLocaleString('en')}.`,
    }),
  )
  for (const [pathway, count] of Object.entries(data.tally.undated()))
    terminal.line(
      terminal.say({
        zh: `! ${pathway} 有 ${count} 例没有归期日期，未计入任何期间。`,
        en: `! ${count} case(s) of ${pathway} name no day and count in no period.`,
      }),
    )
  for (const result of results) {
    const scheme = assessmentSchemes.find(({ id }) => id === result.scheme)
    terminal.line('')
    terminal.line(
      scheme === undefined
        ? terminal.say({
            zh: '【考核】规则集没有这类期间的考核方案，只报告指标，不评分。',
            en: '[Assessment] The ruleset has no scheme for such a period: indicators are reported, nothing is scored.',
          })
        : `${zh ? '【考核】' : '[Assessment] '}${terminal.say(scheme.title)}（${scheme.id}）`,
    )
    const words = new CardLabels(terminal, bundle)
    words.ranking(result)
    words.card(result.community, true)
    for (const card of result.cards) words.card(card, result.cards.length === 1)
  }
}

/** Prints score cards. */
class CardLabels {
  readonly #terminal: Terminal
  readonly #bundle: Bundle
  readonly #titles: ReadonlyMap<string, Text>

  constructor(terminal: Terminal, bundle: Bundle) {
    const { indicators, assessmentGroups, assessmentSchemes, facts, parameters } = bundle.ruleset
    const parts = assessmentSchemes.flatMap(({ grades, consequences, alerts }) => [
      ...grades,
      ...(consequences ?? []),
      ...(alerts ?? []),
    ])
    this.#terminal = terminal
    this.#bundle = bundle
    this.#titles = new Map(
      [...facts, ...parameters, ...parts, ...assessmentGroups, ...indicators].map(
        ({ id, title }) => [id, title],
      ),
    )
  }

  ranking({ cards }: AssessmentResult): void {
    const scored = cards.filter(({ score }) => score !== null)
    if (scored.length === 0) return
    const { zh } = this
    const header = zh
      ? ['名次', '单位', '得分', '等次', '未通过的门槛']
      : ['rank', 'unit', 'score', 'grade', 'gates not passed']
    const rows = scored.map((card) => [
      String(card.rank ?? ''),
      `${card.unit?.id ?? ''} ${card.unit?.title ?? ''}`,
      card.scoreShown ?? '',
      this.#grade(card),
      card.failedGates.map((gate) => this.#title(gate)).join(zh ? '、' : ', ') || '—',
    ])
    this.#line('')
    this.#line(zh ? '  排名' : '  Ranking')
    for (const line of textTable([header, ...rows], new Set([0, 2]))) this.#line(`    ${line}`)
  }

  /** @param detailed with the reason of each indicator that could not be assessed */
  card(card: ScoreCard, detailed: boolean): void {
    const { zh } = this
    const name =
      card.unit === null
        ? zh
          ? '医共体整体'
          : 'The community'
        : `${card.unit.id} ${card.unit.title}`
    const shown = card.indicators.filter(({ verdict }) => verdict !== 'notAssessable')
    const open = card.indicators.filter(({ verdict }) => verdict === 'notAssessable')
    this.#line('')
    this.#line(`  ${name}`)
    if (card.scoreShown !== null)
      this.#line(
        zh
          ? `    得分 ${card.scoreShown}，等次：${this.#grade(card)}`
          : `    score ${card.scoreShown}, grade: ${this.#grade(card)}`,
      )
    else if (card.needs.length > 0 && card.groups.length > 0) {
      const missing = card.needs.map((id) => this.#title(id)).join(zh ? '、' : ', ')
      this.#line(zh ? `    暂不能评分，缺：${missing}` : `    not scored yet, missing: ${missing}`)
    }
    for (const group of card.groups)
      if (group.pointsShown !== null || group.passed !== null)
        this.#line(
          `    ${this.#title(group.group)}${zh ? '：' : ': '}${group.passed === null ? (group.pointsShown ?? '') : group.passed ? (zh ? '通过' : 'passed') : zh ? '未通过' : 'not passed'}`,
        )
    for (const indicator of shown) this.#indicator(indicator)
    if (open.length > 0 && !detailed)
      this.#line(
        `    ${zh ? `无法评价 ${open.length} 项：` : `${open.length} not assessable: `}${open.map(({ indicator }) => this.#title(indicator)).join(zh ? '、' : ', ')}`,
      )
    else if (open.length > 0) {
      this.#line(zh ? '    无法评价：' : '    Not assessable:')
      for (const indicator of open) this.#line(`      ${this.#missing(indicator)}`)
    }
    this.#after(card)
  }

  get zh(): boolean {
    return this.#terminal.language === 'zh'
  }

  #indicator(indicator: IndicatorResult): void {
    const { zh } = this
    const { language } = this.#terminal
    const written = (value: ExactNumber | null, beside: ExactNumber | null) =>
      value === null || indicator.unit === 'text'
        ? []
        : [
            writtenNumber(
              indicator.unit,
              fractionOfExact(value),
              language,
              beside === null ? undefined : fractionOfExact(beside),
            ),
          ]
    const target = written(indicator.target, indicator.value).map((mark) =>
      zh ? `目标 ${mark}` : `target ${mark}`,
    )
    const points =
      indicator.pointsShown === null
        ? []
        : [zh ? `${indicator.pointsShown} 分` : `${indicator.pointsShown} points`]
    const told = [
      ...written(indicator.value, indicator.target),
      ...target,
      verdictLabels[indicator.verdict][language],
      ...points,
    ]
    this.#line(
      `    ${this.#title(indicator.indicator)}${zh ? '：' : ': '}${told.join(zh ? '，' : ', ')}`,
    )
    for (const step of indicator.steps) this.#line(`      ${step[language]}`)
  }

  #missing({ indicator, because, needs }: IndicatorResult): string {
    const { zh } = this
    const missing = needs.map((id) => `${this.#title(id)}（${id}）`).join(zh ? '、' : ', ')
    const why =
      because === undefined ? `${zh ? '缺 ' : 'missing '}${missing}` : this.#terminal.say(because)
    return `${this.#title(indicator)}${zh ? '：' : ': '}${why}`
  }

  #after(card: ScoreCard): void {
    const { zh } = this
    for (const { consequence, factor, follows } of card.consequences)
      if (factor !== null || follows === true)
        this.#line(
          `    ${zh ? '结果运用' : 'Consequence'}${zh ? '：' : ': '}${this.#title(consequence)}${factor === null ? '' : ` ×${factor.denominator === '1' ? factor.numerator : `${factor.numerator}/${factor.denominator}`}`}`,
        )
    for (const { alert, raised, needs } of card.alerts) {
      if (raised === true) this.#line(`    ! ${zh ? '预警：' : 'Alert: '}${this.#title(alert)}`)
      else if (raised === null)
        this.#line(
          `    · ${zh ? '预警无法判断：' : 'Alert undecided: '}${this.#title(alert)}${zh ? '，缺 ' : ', missing '}${needs.map((id) => this.#title(id)).join(zh ? '、' : ', ')}`,
        )
    }
  }

  #grade({ grade, gradeBeforeCap }: ScoreCard): string {
    const own = grade === null ? '—' : this.#title(grade)
    if (gradeBeforeCap === null || gradeBeforeCap === grade) return own
    return this.zh
      ? `${own}（按得分为${this.#title(gradeBeforeCap)}，门槛未过而封顶）`
      : `${own} (by score ${this.#title(gradeBeforeCap)}, capped by a gate)`
  }

  #title(id: string): string {
    const title = this.#titles.get(id) ?? indexRuleset(this.#bundle.ruleset).facts.get(id)?.title
    return title === undefined ? id : this.#terminal.say(title)
  }

  #line(text: string): void {
    this.#terminal.line(text)
  }
}
