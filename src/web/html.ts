const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes any text safe between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Escapes a sentence, and sets what stands between `backticks` as code. */
export function escapeSentence(text: string): string {
  // The backticks are looked for after escaping, so nothing inside them can become a tag.
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}
