import {
  type Bundle,
  formatMoney,
  type FundResult,
  type PartResult,
  type PoolResult,
  type Settlement,
} from '@jieli/engine'
import type { Terminal } from './terminal.ts'
import { textTable } from './text-table.ts'

/** Prints a period's money for people: each fund's waterfall and split, pools, the ledger, statements, the checks. */
export function printSettlement(terminal: Terminal, bundle: Bundle, settlement: Settlement): void {
  const { manifest } = bundle.ruleset
  terminal.line(
    `${terminal.say(manifest.title)} ${manifest.id} ${manifest.version} · ${settlement.period}`,
  )
  terminal.line(
    terminal.say({
      zh: `规则包 ${settlement.bundle}；参数取 ${settlement.asOf} 有效的值。金额单位：元。`,
      en: `Bundle ${settlement.bundle}; parameters as in force on ${settlement.asOf}. Amounts in yuan.`,
    }),
  )
  const words = new MoneyLabels(terminal)
  for (const fund of settlement.funds) words.fund(fund)
  for (const pool of settlement.pools) words.pool(pool)
  words.ledger(settlement)
  words.statements(settlement)
  words.checks(settlement)
}

class MoneyLabels {
  readonly #terminal: Terminal

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  fund(fund: FundResult): void {
    this.#heading({ zh: '基金', en: 'Fund' }, fund.title)
    const marks = { total: '=', less: '−', part: '·' } as const
    this.#table(
      fund.waterfall.map(({ kind, title, amount }) => [
        marks[kind],
        this.#terminal.say(title),
        this.#money(amount),
      ]),
      new Set([2]),
    )
    for (const step of fund.steps) this.#line(`    ${this.#terminal.say(step)}`)
    for (const decision of fund.blockedBy)
      this.#say(`    ✗ 暂不能分配：${decision}`, `    ✗ May not be distributed yet: ${decision}`)
    this.#parts(fund.parts)
    this.#missing(fund)
  }

  pool(pool: PoolResult): void {
    this.#heading({ zh: '资金池', en: 'Pool' }, pool.title)
    this.#say(`    总额 ${this.#money(pool.pool)}`, `    pool ${this.#money(pool.pool)}`)
    for (const step of pool.steps) this.#line(`    ${this.#terminal.say(step)}`)
    this.#parts(pool.parts)
    this.#missing(pool)
  }

  ledger({ ledger }: Settlement): void {
    this.#heading({ zh: '内部往来', en: 'Ledger' })
    this.#say(
      `    分录 ${ledger.postings.length} 笔，借方 ${formatMoney(ledger.debits)}，贷方 ${formatMoney(ledger.credits)}；未入账 ${ledger.open.length} 项；重复事件 ${ledger.repeated} 个。`,
      `    ${ledger.postings.length} postings, debits ${formatMoney(ledger.debits)}, credits ${formatMoney(ledger.credits)}; ${ledger.open.length} not posted; ${ledger.repeated} repeated event(s).`,
    )
    for (const { words } of ledger.tariffs) this.#line(`    ${this.#terminal.say(words)}`)
    const active = ledger.trialBalance.filter(({ debit, credit }) => debit !== 0 || credit !== 0)
    if (active.length > 0)
      this.#table(
        [
          this.#terminal.language === 'zh'
            ? ['账户', '', '借方', '贷方', '余额']
            : ['account', '', 'debit', 'credit', 'balance'],
          ...active.map(({ account, title, debit, credit, balance }) => [
            account,
            this.#terminal.say(title),
            ...[debit, credit, balance].map((amount) => this.#money(amount)),
          ]),
        ],
        new Set([2, 3, 4]),
      )
    for (const { event, because } of ledger.open.slice(0, shownItems))
      this.#line(`    · ${event}  ${this.#terminal.say(because)}`)
    const more = ledger.open.length - shownItems
    if (more > 0) this.#say(`    另有 ${more} 项未入账。`, `    ${more} more are not posted.`)
  }

  statements({ statements }: Settlement): void {
    const active = statements.filter(({ lines }) => lines.length > 0)
    if (active.length === 0) return
    this.#heading({ zh: '各单位', en: 'Units' })
    for (const { unit, title, lines, total } of active) {
      this.#line(`    ${unit} ${title}  ${this.#money(total)}`)
      this.#table(
        lines.map((line) => [
          '  ',
          `${this.#terminal.say(line.title)}${line.count > 1 ? ` ×${line.count}` : ''}`,
          this.#money(line.amount),
        ]),
        new Set([2]),
      )
    }
  }

  checks({ checks, issues, needs, missingParameters, reconciles }: Settlement): void {
    this.#heading({ zh: '核对', en: 'Checks' })
    for (const { title, left, right, holds } of checks)
      this.#line(
        `    ${holds ? '✓' : '✗'} ${this.#terminal.say(title)}  ${this.#money(left)} ${holds ? '=' : '≠'} ${this.#money(right)}`,
      )
    for (const issue of issues) this.#terminal.issue(issue)
    this.#missing({ needs, missingParameters })
    this.#say(
      reconciles ? '    全部相符。' : '    有不相符之处，不能据此付款。',
      reconciles
        ? '    Everything reconciles.'
        : '    Something does not reconcile: nothing may be paid on this.',
    )
  }

  #parts(parts: readonly PartResult[]): void {
    for (const { title, partyTitle, weight, amount, units, undivided } of parts) {
      const party = partyTitle === null ? '' : `（${this.#terminal.say(partyTitle)}）`
      this.#line(
        `    ${this.#terminal.say(title)}${party}  ×${weight ?? '?'}  ${this.#money(amount)}`,
      )
      if (units !== null)
        this.#table(
          units.map((unit) => [
            '  ',
            `${unit.unit} ${unit.title}`,
            unit.key,
            this.#money(unit.amount),
          ]),
          new Set([2, 3]),
        )
      if (undivided !== null) this.#line(`      ${this.#terminal.say(undivided)}`)
    }
  }

  #missing({
    needs,
    missingParameters,
  }: {
    readonly needs: readonly string[]
    readonly missingParameters: readonly string[]
  }): void {
    if (needs.length > 0)
      this.#say(`    缺数据：${needs.join('、')}`, `    missing figures: ${needs.join(', ')}`)
    if (missingParameters.length > 0)
      this.#say(
        `    缺参数：${missingParameters.join('、')}`,
        `    missing parameters: ${missingParameters.join(', ')}`,
      )
  }

  #heading(kind: { zh: string; en: string }, title?: { zh: string; en: string }): void {
    this.#line('')
    const name = title === undefined ? '' : ` ${this.#terminal.say(title)}`
    this.#line(
      this.#terminal.language === 'zh' ? `【${kind.zh}】${name.trim()}` : `[${kind.en}]${name}`,
    )
  }

  #table(rows: readonly (readonly string[])[], right: ReadonlySet<number>): void {
    for (const line of textTable(rows, right)) this.#line(`    ${line}`)
  }

  #money(amount: number | null): string {
    return amount === null ? this.#terminal.say({ zh: '未知', en: 'unknown' }) : formatMoney(amount)
  }

  #say(zh: string, en: string): void {
    this.#line(this.#terminal.say({ zh, en }))
  }

  #line(text: string): void {
    this.#terminal.line(text)
  }
}

/** Items not posted that are told one by one. */
const shownItems = 20
