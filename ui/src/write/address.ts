// Addresses as people type them: without a scheme they are meant for the web.

/** The address of a page; `null`: it is none. */
export function webAddress(typed: string): string | null {
  const trimmed = typed.trim();
  if (trimmed === "" || /\s/.test(trimmed)) return null;
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^/]+:\d/.test(trimmed) ? trimmed : `https://${trimmed}`;
  const read = URL.parse(whole);
  return read !== null && /^https?:$/.test(read.protocol) && read.hostname.includes(".") ? read.href : null;
}
