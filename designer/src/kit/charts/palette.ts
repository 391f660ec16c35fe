/** Colours of charts: distinguishable on white by people who see few colours, and dark enough to be drawn as lines. */
export const palette = {
  series: ['#0958d9', '#b45309', '#0f766e', '#9d174d', '#4d7c0f', '#6d28d9'],
  line: '#c4291d',
  good: '#1a7f37',
  bad: '#c4291d',
  quiet: '#8a94a6',
  ink: '#4b5769',
  grid: '#e4e8ee',
} as const
