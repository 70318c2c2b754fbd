test('an engine without Object.hasOwn gets it before codes are made, and then makes the same codes', async () => {
  const { codeMac } = await import('@core/rules/attendance/code-mac')
  const expected = codeMac(new Uint8Array(32).fill(9), 'sign_in', 'e', 7)
  const native = Object.getOwnPropertyDescriptor(Object, 'hasOwn')!
  Reflect.deleteProperty(Object, 'hasOwn')
  try {
    jest.resetModules()
    expect('hasOwn' in Object).toBe(false)
    await import('./old-engines')
    expect(Object.hasOwn({ a: 1 }, 'a')).toBe(true)
    expect(Object.hasOwn({ a: 1 }, 'toString')).toBe(false)
    const again = await import('@core/rules/attendance/code-mac')
    expect(again.codeMac(new Uint8Array(32).fill(9), 'sign_in', 'e', 7)).toBe(expected)
  } finally {
    Object.defineProperty(Object, 'hasOwn', native)
  }
})
