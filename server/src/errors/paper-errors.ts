/** The errors of entering a case from paper: a part of the catalogue of errors. */
export const paperErrors = {
  PAPER_REFUSED: {
    status: 409,
    zh: '没有补录，什么也没有保存：第 {step} 步“{event}”（{at}）按当时执行的规则不能成立。{detail}请核对记录单上的内容和时间。',
    en: 'Nothing was entered and nothing is stored: step {step}, "{event}" of {at}, would not be accepted by the rules in force then. {detail} Please check what the sheet says, and when it happened.',
  },
  PAPER_MOMENT: {
    status: 422,
    zh: '第 {step} 步的时间 {at} 不在个案开始（{from}）至现在（{until}）之间，什么也没有保存。请核对记录单上的时间。',
    en: 'The time {at} of step {step} does not lie between the beginning of the case ({from}) and now ({until}), and nothing is stored. Please check the times on the sheet.',
  },
  PAPER_ENTERED: {
    status: 409,
    zh: '记录单“{sheet}”已由{by}于 {at} 补录，内容与这次不同，没有再次补录。如果当时录错了，请在那个个案中更正；如果两张记录单编号相同，请在其中一张的编号后加以区别。',
    en: 'The sheet "{sheet}" was entered by {by} at {at}, with other content, and is not entered again. If it was entered wrongly, please correct that case; if two sheets bear one number, please add something to one of them.',
  },
} as const
