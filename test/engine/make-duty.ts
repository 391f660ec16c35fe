import { cites, text } from './make-ruleset.ts'

/** A duty of the pathway `walk`: once `go` is taken, the sender has to send `told`. */
export const makeDuty = (more: object = {}) => ({
  id: 'tell',
  title: text('tell the receiver'),
  pathway: 'walk',
  owedBy: 'sender',
  begins: { on: 'transition', transitions: ['go'] },
  keptBy: { on: 'event', events: ['told'] },
  cites,
  ...more,
})
