// Does nothing for as long as its parent lives: what holds its event loop is the machine.
setInterval(() => {}, 1000)
process.on('disconnect', () => process.exit(0))
