/**
 * What the hash library asks of an engine and old TVs (Chrome before 93, iOS before 15.4) lack. Imported before it.
 */
const engine = Object as ObjectConstructor & { hasOwn?: (object: object, key: PropertyKey) => boolean }

engine.hasOwn ??= (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key)

export {}
