/** Whether a part of dist/ is built from the sources as they are now: a hash of their content is kept beside it. */
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '..')
const SHARED = ['core', 'config', 'package.json', 'package-lock.json', 'tsconfig.base.json']
const CLIENT = [...SHARED, 'src', 'babel.config.js', 'project.config.json']
const SERVER = [...SHARED, 'cloud']
const SOURCES = { h5: CLIENT, weapp: CLIENT, server: SERVER, functions: SERVER }

/** The hash of everything a part is made of; tests left out. The address of the API is built into the client. */
function stampOf(part, root = ROOT) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0])
  if (SOURCES[part] === CLIENT) hash.update(`\0${process.env.TARO_APP_API ?? ''}`)
  for (const source of SOURCES[part]) addTo(hash, root, source)
  return hash.digest('hex')
}

function addTo(hash, root, name) {
  const file = path.join(root, name)
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (found?.isDirectory()) for (const child of fs.readdirSync(file).sort()) addTo(hash, root, `${name}/${child}`)
  else if (found && !/\.test\.tsx?$/.test(name)) hash.update(`\0${name}\0`).update(fs.readFileSync(file))
}

const fileOf = (part, root) => path.join(root, 'dist', `${part}.stamp`)

/** Whether dist/<part> was built from what is there now. */
function isFresh(part, root = ROOT) {
  if (!fs.existsSync(path.join(root, 'dist', part))) return false
  try {
    return fs.readFileSync(fileOf(part, root), 'utf8') === stampOf(part, root)
  } catch {
    return false
  }
}

/** Says that a part was just built from sources whose stamp, taken before, is `stamp`. */
function keepStamp(part, stamp, root = ROOT) {
  fs.writeFileSync(fileOf(part, root), stamp)
}

module.exports = { isFresh, keepStamp, stampOf }
