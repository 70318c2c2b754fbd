/**
 * npm run size: weighs what `npm run build` made. Bytes as they are on disk for the mini-program (WeChat counts so),
 * gzip for what a browser fetches before it shows the first page. Ends with 1 when something is over its budget or is
 * not there to be weighed.
 */
const fs = require('node:fs')
const path = require('node:path')
const { gzipSync } = require('node:zlib')

/** Bytes. The main package may grow to 520,000 with all that is still to come; WeChat itself stops at 2 MB each. */
const BUDGETS = { main: 480_000, sub_max: 200_000, total: 2 * 1024 * 1024, h5_first_gz: 170 * 1024 }

/** Lies beside the package, but WeChat does not pack it. */
const UNPACKED = /(^|\/)(project\.config\.json|[^/]*\.LICENSE\.txt|[^/]*\.map)$/

function filesBelow(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

/** The bytes of the mini-program: what is common to all, and each sub-package by its root. */
function weighPackage(folder) {
  const app = JSON.parse(fs.readFileSync(path.join(folder, 'app.json'), 'utf8'))
  const subs = Object.fromEntries((app.subPackages ?? app.subpackages ?? []).map(({ root }) => [root.replace(/\/$/, ''), 0]))
  let main = 0
  for (const file of filesBelow(folder)) {
    const name = path.relative(folder, file).replace(/\\/g, '/')
    if (UNPACKED.test(name)) continue
    const { size } = fs.statSync(file)
    const root = Object.keys(subs).find((candidate) => name.startsWith(`${candidate}/`))
    if (root) subs[root] += size
    else main += size
  }
  return { main, subs }
}

/** The page itself and every script and style it waits for, each packed on its own, as a server sends them. */
function weighFirstLoad(folder) {
  const files = ['index.html', ...JSON.parse(fs.readFileSync(path.join(folder, 'first-load.json'), 'utf8'))]
  return files.reduce((sum, file) => sum + gzipSync(fs.readFileSync(path.join(folder, file))).length, 0)
}

function weighFunctions(folder) {
  if (!fs.existsSync(folder)) return 0
  return filesBelow(folder)
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + fs.statSync(file).size, 0)
}

/** One sentence for each number that is over its budget. */
function overBudget(sizes) {
  return Object.entries(BUDGETS)
    .filter(([name, budget]) => !(sizes[name] <= budget))
    .map(([name, budget]) => `${name} = ${sizes[name]}, budget ${budget}`)
}

function lastLine(sizes) {
  return ['main', 'sub_max', 'total', 'h5_first_gz', 'functions'].map((name) => `${name}=${sizes[name]}`).join(' ')
}

function main(dist) {
  const missing = ['weapp/app.json', 'h5/first-load.json'].filter((file) => !fs.existsSync(path.join(dist, file)))
  if (missing.length > 0) {
    console.error(`先运行 npm run build。Run npm run build first: dist/${missing.join(', dist/')} is not there.`)
    return 1
  }
  const { main: mainBytes, subs } = weighPackage(path.join(dist, 'weapp'))
  const parts = Object.entries(subs).sort(([, one], [, other]) => other - one)
  const sizes = {
    main: mainBytes,
    sub_max: Math.max(0, ...Object.values(subs)),
    total: Object.values(subs).reduce((sum, size) => sum + size, mainBytes),
    h5_first_gz: weighFirstLoad(path.join(dist, 'h5')),
    functions: weighFunctions(path.join(dist, 'functions')),
  }
  for (const [root, size] of parts) console.log(`${String(size).padStart(9)}  ${root}`)
  const over = overBudget(sizes)
  for (const sentence of over) console.error(`over budget: ${sentence}`)
  console.log(lastLine(sizes))
  return over.length > 0 ? 1 : 0
}

module.exports = { BUDGETS, lastLine, overBudget, weighFirstLoad, weighPackage }

if (require.main === module) process.exitCode = main(path.resolve(__dirname, '../dist'))
