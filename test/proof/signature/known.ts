import { documentedEndpoints } from '../../support/documented.ts';

const patterns = documentedEndpoints().map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Whether an endpoint has this path and method. Whoever may GET may ask for the HEAD alone. */
export function isKnown(method: string, path: string): boolean {
  const routedMethod = method === 'HEAD' ? 'GET' : method;
  return patterns.some((pattern) => pattern.method === routedMethod && pattern.pattern.test(path));
}
