/* global module */
/** Read by Taro's builds alone; the tests go through swc. */
module.exports = {
  presets: [['taro', { framework: 'react', ts: true, compiler: 'webpack5', useBuiltIns: false }]],
}
