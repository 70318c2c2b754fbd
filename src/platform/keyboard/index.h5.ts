const FIELDS: readonly string[] = ['INPUT', 'TEXTAREA', 'SELECT']

export function onKey(listener: (key: string) => void): () => void {
  function pressed(event: KeyboardEvent) {
    const { target } = event
    const typing = target instanceof HTMLElement && (FIELDS.includes(target.tagName) || target.isContentEditable)
    if (!typing && !event.ctrlKey && !event.altKey && !event.metaKey) listener(event.key)
  }
  window.addEventListener('keydown', pressed)
  return () => window.removeEventListener('keydown', pressed)
}
