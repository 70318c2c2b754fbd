/**
 * npm start [-- --lan] [-- --no-build]: from a fresh clone to a running server. Installs and builds what is missing or has
 * changed, then runs dist/server/start.js in this process. Like node-version.cjs, readable for very old versions of Node.
 */
require('./node-version.cjs').refuseOldNode()

const { fail, prepare } = require('./prepare.cjs')

prepare({ parts: process.argv.includes('--no-build') ? [] : ['h5', 'server'] })
  .then(function run() {
    require('../dist/server/start.js')
  })
  .catch(fail)
