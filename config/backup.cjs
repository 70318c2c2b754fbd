/** npm run backup FILE, npm run restore FILE. The file's name counts from where the command was called. */
require('./node-version.cjs').refuseOldNode()

const path = require('node:path')
const { fail, prepare } = require('./prepare.cjs')

const file = process.argv[3]
if (file !== undefined) process.argv[3] = path.resolve(process.env.INIT_CWD || process.cwd(), file)

prepare({ parts: ['server'] })
  .then(() => require('../dist/server/backup.js'))
  .catch(fail)
