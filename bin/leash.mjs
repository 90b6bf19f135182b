// When the process that accompanies this one is killed, this one is asked to end too, in good order.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
