import { filesOfFirstLoad } from './first-load'

const group = (...files: string[]) => ({ getFiles: () => files })

test('the first load is the app and its first page, without other pages, pictures and doubles', () => {
  const home = { nameForCondition: () => 'C:\\app\\src\\pages\\home\\index.tsx' }
  const chunks = new Map<unknown, { groupsIterable: ReturnType<typeof group>[] }[]>([
    [home, [{ groupsIterable: [group('js/shared.js', 'js/home.js', 'css/home.css', 'home.png')] }]],
  ])
  const compilation = {
    outputOptions: {},
    entrypoints: new Map([['app', group('js/shared.js', 'js/app.js')]]),
    modules: [home, { nameForCondition: () => '/app/src/pages/me/index.tsx' }, {}],
    chunkGraph: { getModuleChunksIterable: (module: unknown) => chunks.get(module) ?? [{ groupsIterable: [group('js/me.js')] }] },
  }
  expect(filesOfFirstLoad(compilation, 'src/pages/home/index.tsx')).toEqual(['css/home.css', 'js/app.js', 'js/home.js', 'js/shared.js'])
})
