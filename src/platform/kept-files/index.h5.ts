/** IndexedDB: `localStorage` holds 5 MB, which are a dozen pictures. */
const DATABASE = 'youyue'
const STORE = 'kept-files'

export async function keepFile(key: string, bytes: string): Promise<void> {
  try {
    await change((store) => store.put(bytes, key))
  } catch {
    // Full, or forbidden by the settings of the browser: for us it is the same.
    throw new Error('storage_full')
  }
}

export async function readKeptFile(key: string): Promise<string | null> {
  try {
    const bytes: unknown = await look((store) => store.get(key))
    return typeof bytes === 'string' ? bytes : null
  } catch {
    return null
  }
}

export async function removeKeptFile(key: string): Promise<void> {
  try {
    await change((store) => store.delete(key))
  } catch {
    // Where nothing may be kept there is nothing to remove.
  }
}

export async function keptFileKeys(): Promise<string[]> {
  try {
    return (await look((store) => store.getAllKeys())).map(String)
  } catch {
    return []
  }
}

/** The database is opened for every step: a tab that holds it open would stop a newer version of the app in another. */
function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
}

async function look<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await openDatabase()
  try {
    return await new Promise<T>((resolve, reject) => {
      const asked = ask(database.transaction(STORE, 'readonly').objectStore(STORE))
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
  } finally {
    database.close()
  }
}

/** Done when the transaction is, not when the request is: only then it is on the disk. */
async function change(edit: (store: IDBObjectStore) => IDBRequest): Promise<void> {
  const database = await openDatabase()
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' })
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(transaction.error)
      edit(transaction.objectStore(STORE))
    })
  } finally {
    database.close()
  }
}
