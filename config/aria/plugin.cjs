const path = require('node:path')
const attributes = require('./attributes.json')

/**
 * WeChat's components understand `aria-…`, Taro's templates leave it out. This writes the attributes of attributes.json
 * into the templates, and runtime.js tells the runtime the same, because both number a component's attributes.
 */
module.exports = (ctx) => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform) {
      if (!platform.template?.mergeComponents) return
      platform.template.mergeComponents(ctx, attributes)
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'runtime.js')].flat()
    },
  })
}
